# 75 Compiles C.
# modes: standard full
# must: raised | stopped forbidden


def f():
    import sysconfig
    import subprocess

    subprocess.run([sysconfig.get_config_var("CC") or "cc", "--version"])
