// 79 Has the compiler say what a terminal would obey.
// must: raised CompileError

#error [31m  red </pre><script>alert(1)</script> `code`
