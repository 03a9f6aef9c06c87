// What a submission in C++ is compiled with: LibTorch's tensors and their functions, and the way
// in and out of the one function that is asked for. native.py is the other end.
#pragma once

// A header for each function, and not one for all of them: that takes four times as long to read.
#define AT_PER_OPERATOR_HEADERS

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <c10/util/Exception.h>

#if __has_include(<functions.hpp>)  // written by toolchain.py
#include <functions.hpp>
#else
#include <ATen/Functions.h>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <iomanip>
#include <iostream>
#include <limits>
#include <new>
#include <numeric>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace torch {
using namespace at;
using c10::nullopt;
using c10::optional;
constexpr auto kBool = at::kBool;
constexpr auto kUInt8 = at::kByte;
constexpr auto kInt8 = at::kChar;
constexpr auto kInt16 = at::kShort;
constexpr auto kInt32 = at::kInt;
constexpr auto kInt64 = at::kLong;
constexpr auto kFloat16 = at::kHalf;
constexpr auto kFloat32 = at::kFloat;
constexpr auto kFloat64 = at::kDouble;
}  // namespace torch

namespace heldout {

enum Kind : std::int64_t { TENSOR, REAL, WHOLE, TRUTH, LIST, NOTHING };
enum Form : std::int64_t { SINGLE, TUPLE, ROW };

// As `_Value` in native.py.
struct Value {
  std::int64_t kind, type, dims;
  const std::int64_t* sizes;
  const std::int64_t* strides;
  void* data;
  std::int64_t whole;
  double real;
  const Value* items;
  std::int64_t count;
};

// As `_Outcome` in native.py; an error is the name of an exception of Python's.
struct Outcome {
  const char* error;
  const char* message;
  std::int64_t form, count;
  const Value* values;
};

inline std::vector<Value> values;
inline std::vector<at::Tensor> kept;  // what the last values point into
inline std::string message;
inline Outcome outcome;

template <class T>
constexpr bool unknown = false;

inline at::Tensor tensor(const Value& given) {
  const auto type = static_cast<at::ScalarType>(given.type);
  return at::from_blob(given.data, at::IntArrayRef(given.sizes, given.dims),
                       at::IntArrayRef(given.strides, given.dims),
                       at::TensorOptions().dtype(type));
}

template <class T>
T read(const Value& given) {
  if constexpr (std::is_same_v<T, at::Tensor>) {
    return tensor(given);
  } else if constexpr (std::is_same_v<T, bool>) {
    return given.whole != 0;
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(given.kind == REAL ? given.real : static_cast<double>(given.whole));
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(given.whole);
  } else if constexpr (std::is_same_v<T, std::vector<at::Tensor>> ||
                       std::is_same_v<T, std::vector<double>> ||
                       std::is_same_v<T, std::vector<std::int64_t>>) {
    T found;
    for (std::int64_t i = 0; i < given.count; ++i) {
      found.push_back(read<typename T::value_type>(given.items[i]));
    }
    return found;
  } else {
    static_assert(unknown<T>, "a parameter must be a torch::Tensor, a number, a bool or a "
                              "std::vector of tensors, double or int64_t");
  }
}

inline void put(const at::Tensor& made) {
  Value value{};
  if (!made.defined()) {
    value.kind = NOTHING;
    values.push_back(value);
    return;
  }
  TORCH_CHECK_TYPE(made.layout() == at::kStrided && made.device().is_cpu(),
                   "the function must return dense tensors on the CPU");
  kept.push_back(made.detach().resolve_conj().resolve_neg());
  const at::Tensor& held = kept.back();
  value.type = static_cast<std::int64_t>(held.scalar_type());
  value.dims = held.dim();
  value.sizes = held.sizes().data();
  value.strides = held.strides().data();
  value.data = held.data_ptr();
  values.push_back(value);
}

template <class T>
void put_one(const T& made) {
  if constexpr (std::is_same_v<T, at::Tensor>) {
    put(made);
  } else {
    static_assert(std::is_arithmetic_v<T>,
                  "the result must be a torch::Tensor, a number, a bool, or a tuple, pair or "
                  "vector of these");
    Value value{};
    value.kind = std::is_same_v<T, bool> ? TRUTH : std::is_integral_v<T> ? WHOLE : REAL;
    if constexpr (std::is_floating_point_v<T>) {
      value.real = made;
    } else {
      value.whole = static_cast<std::int64_t>(made);
    }
    values.push_back(value);
  }
}

template <class T>
Form put_all(const T& made) {
  put_one(made);
  return SINGLE;
}

template <class... T>
Form put_all(const std::tuple<T...>& made) {
  std::apply([](const auto&... items) { (put_one(items), ...); }, made);
  return TUPLE;
}

template <class A, class B>
Form put_all(const std::pair<A, B>& made) {
  put_one(made.first);
  put_one(made.second);
  return TUPLE;
}

template <class T>
Form put_all(const std::vector<T>& made) {
  for (const T item : made) put_one(item);
  return ROW;
}

template <class T, std::size_t N>
Form put_all(const std::array<T, N>& made) {
  for (const T item : made) put_one(item);
  return ROW;
}

template <class R, class... A>
constexpr std::int64_t arity(R (*)(A...)) {
  return sizeof...(A);
}

template <class R, class... A, std::size_t... I>
Form call(R (*function)(A...), const Value* given, std::index_sequence<I...>) {
  std::tuple<std::decay_t<A>...> arguments{read<std::decay_t<A>>(given[I])...};
  return put_all(std::apply(function, arguments));
}

inline Outcome* fail(const char* error, const char* says) {
  message = says;
  outcome = Outcome{error, message.c_str(), SINGLE, 0, nullptr};
  return &outcome;
}

template <class R, class... A>
Outcome* run(R (*function)(A...), const Value* given) {
  values.clear();
  kept.clear();
  kept.reserve(64);
  try {
    const Form form = call(function, given, std::index_sequence_for<A...>{});
    std::cout.flush();
    std::fflush(nullptr);
    outcome = Outcome{nullptr, nullptr, form, static_cast<std::int64_t>(values.size()),
                      values.data()};
    return &outcome;
  } catch (const c10::ValueError& error) {
    return fail("ValueError", error.what_without_backtrace());
  } catch (const c10::IndexError& error) {
    return fail("IndexError", error.what_without_backtrace());
  } catch (const c10::TypeError& error) {
    return fail("TypeError", error.what_without_backtrace());
  } catch (const c10::NotImplementedError& error) {
    return fail("NotImplementedError", error.what_without_backtrace());
  } catch (const c10::Error& error) {
    return fail("RuntimeError", error.what_without_backtrace());
  } catch (const std::bad_alloc&) {
    return fail("MemoryError", "");
  } catch (const std::invalid_argument& error) {
    return fail("ValueError", error.what());
  } catch (const std::domain_error& error) {
    return fail("ValueError", error.what());
  } catch (const std::out_of_range& error) {
    return fail("IndexError", error.what());
  } catch (const std::exception& error) {
    return fail("RuntimeError", error.what());
  } catch (...) {
    return fail("RuntimeError", "something was thrown that is no std::exception");
  }
}

}  // namespace heldout

#define EXPORT_ANSWER(name)                                              \
  extern "C" std::int64_t heldout_arity() {                               \
    return heldout::arity(&::name);                                       \
  }                                                                       \
  extern "C" const heldout::Outcome* heldout_call(const heldout::Value* given) { \
    return heldout::run(&::name, given);                                  \
  }
