"""Linux system calls by name, with their numbers on x86-64 and aarch64 (a dash: not there).

The numbers are those of the kernel's arch/x86/entry/syscalls/syscall_64.tbl and
include/uapi/asm-generic/unistd.h. The four groups say what the judge does with each call; a call
that is in no group gets ENOSYS, which the C library takes as "an older kernel" and works round.
"""

from __future__ import annotations

__all__ = [
    "ALLOWED",
    "BUILDING",
    "FORBIDDEN",
    "MACHINES",
    "REFUSED",
    "SPECIAL",
    "name_of",
    "numbers",
]

MACHINES = ("x86_64", "aarch64")


def _table(text: str) -> dict[str, tuple[int | None, int | None]]:
    rows = (entry.split(":") for entry in text.split())
    return {name: (_number(x86), _number(arm)) for name, x86, arm in rows}


def _number(text: str) -> int | None:
    return None if text == "-" else int(text)


# Computing, reading what Landlock lets through, looking at oneself.
ALLOWED = _table("""
    access:21:- alarm:37:- brk:12:214 capget:125:90 clock_getres:229:114 clock_gettime:228:113
    clock_nanosleep:230:115 close:3:57 close_range:436:436 dup:32:23 dup2:33:- dup3:292:24
    exit:60:93 exit_group:231:94 faccessat:269:48 faccessat2:439:439 fstat:5:80 fstatfs:138:44
    futex:202:98 getcpu:309:168 getcwd:79:17 getdents:78:- getdents64:217:61 getegid:108:177
    geteuid:107:175 getgid:104:176 getgroups:115:158 getitimer:36:102 getpgid:121:155 getpgrp:111:-
    getpid:39:172 getppid:110:173 getpriority:140:141 getrandom:318:278 getresgid:120:150
    getresuid:118:148 getrlimit:97:163 getrusage:98:165 getsid:124:156 gettid:186:178
    gettimeofday:96:169 getuid:102:174 lseek:8:62 lstat:6:- madvise:28:233 membarrier:324:283
    mmap:9:222 mprotect:10:226 mremap:25:216 munmap:11:215 nanosleep:35:101 newfstatat:262:79
    open:2:- openat:257:56 pause:34:- poll:7:- ppoll:271:73 pread64:17:67 preadv:295:69
    pselect6:270:72 read:0:63 readlink:89:- readlinkat:267:78 readv:19:65
    restart_syscall:219:128 rseq:334:293 rt_sigaction:13:134 rt_sigpending:127:136
    rt_sigprocmask:14:135 rt_sigreturn:15:139 sched_getaffinity:204:123 sched_getparam:143:121
    sched_getscheduler:145:120 sched_yield:24:124 select:23:- set_robust_list:273:99
    set_tid_address:218:96 setitimer:38:103 sigaltstack:131:132 stat:4:- statfs:137:43
    statx:332:291 sysinfo:99:179 time:201:- times:100:153 uname:63:160 write:1:64 writev:20:66
""")

# Harmless to try, and honest code may: it gets EPERM, which Python raises as PermissionError.
REFUSED = _table("""
    arch_prctl:158:- chdir:80:49 chmod:90:- chown:92:- creat:85:- fadvise64:221:223
    fallocate:285:47 fchdir:81:50 fchmod:91:52 fchmodat:268:53 fchown:93:55 fchownat:260:54
    flock:73:32 fsetxattr:190:7 fsync:74:82 ftruncate:77:46 lchown:94:- link:86:- linkat:265:37
    lsetxattr:189:6 mkdir:83:- mkdirat:258:34 mknod:133:- mknodat:259:33 personality:135:92
    pipe:22:- pipe2:293:59 prctl:157:167 rename:82:- renameat:264:38 renameat2:316:276
    rmdir:84:- sched_setaffinity:203:122 sched_setparam:142:118 sched_setscheduler:144:119
    seccomp:317:277 setpgid:109:154 setpriority:141:140 setrlimit:160:164 setsid:112:157
    setxattr:188:5 symlink:88:- symlinkat:266:36 truncate:76:45 umask:95:166 unlink:87:-
    unlinkat:263:35 utime:132:- utimensat:280:88 utimes:235:-
""")

# Only an attack needs these: the process is held, the call is named, and the process is killed.
FORBIDDEN = _table("""
    accept:43:202 accept4:288:242 acct:163:89 add_key:248:217 adjtimex:159:171 bind:49:200
    bpf:321:280 capset:126:91 chroot:161:51 clock_settime:227:112 connect:42:203
    delete_module:176:106 execve:59:221 execveat:322:281 fanotify_init:300:262
    finit_module:313:273 fork:57:- fsconfig:431:431 fsmount:432:432 fsopen:430:430
    fspick:433:433 init_module:175:105
    inotify_init:253:- inotify_init1:294:26 io_uring_enter:426:426 io_uring_register:427:427
    io_uring_setup:425:425 ioperm:173:- iopl:172:- kcmp:312:272 kexec_load:246:104
    keyctl:250:219 kill:62:129 landlock_create_ruleset:444:444 landlock_restrict_self:446:446
    listen:50:201 memfd_create:319:279 memfd_secret:447:447 modify_ldt:154:- mount:165:40
    mount_setattr:442:442 move_mount:429:429 mq_open:240:180 msgctl:71:187 msgget:68:186
    msgrcv:70:188 msgsnd:69:189
    name_to_handle_at:303:264 open_by_handle_at:304:265 open_tree:428:428
    perf_event_open:298:241 pidfd_getfd:438:438 pidfd_open:434:434 pidfd_send_signal:424:424
    pivot_root:155:41 process_vm_readv:310:270 process_vm_writev:311:271 ptrace:101:117
    quotactl:179:60 reboot:169:142 recvfrom:45:207 recvmmsg:299:243 recvmsg:47:212
    request_key:249:218 rt_sigqueueinfo:129:138 rt_tgsigqueueinfo:297:240 semctl:66:191
    semget:64:190 semop:65:193 sendfile:40:71 sendmmsg:307:269 sendto:44:206 setfsgid:123:152
    setfsuid:122:151 setgid:106:144 setgroups:116:159 setns:308:268 setregid:114:143
    setresgid:119:149 setresuid:117:147 setreuid:113:145 settimeofday:164:170 setuid:105:146
    shmat:30:196 shmctl:31:195 shmget:29:194 socket:41:198 socketpair:53:199 splice:275:76
    swapoff:168:225 swapon:167:224 syslog:103:116 tee:276:77 tkill:200:130 umount2:166:39
    unshare:272:97 userfaultfd:323:282 vfork:58:- vmsplice:278:75
""")

# What a compiler does beside computing: run its programs, wait for them, make and remove files.
BUILDING = _table("""
    arch_prctl:158:- chmod:90:- execve:59:221 fadvise64:221:223 fallocate:285:47 fchmod:91:52
    fchmodat:268:53 fork:57:- fsync:74:82 ftruncate:77:46 pipe:22:- pipe2:293:59 rename:82:-
    renameat:264:38 renameat2:316:276 setrlimit:160:164 umask:95:166 unlink:87:- unlinkat:263:35
    utimensat:280:88 vfork:58:- wait4:61:260 waitid:247:95
""")

# Decided by their arguments in seccomp.py.
SPECIAL = _table("""
    clone:56:220 clone3:435:435 fcntl:72:25 ioctl:16:29 prlimit64:302:261 sendmsg:46:211
    tgkill:234:131
""")


def numbers(table: dict[str, tuple[int | None, int | None]], machine: str) -> dict[str, int]:
    """The calls of a table that exist on this machine ("x86_64" or "aarch64"), by name."""
    column = MACHINES.index(machine)
    return {name: number for name, row in table.items() if (number := row[column]) is not None}


def name_of(number: int, machine: str) -> str:
    """The name of a system call, or "unknown"."""
    for table in (FORBIDDEN, SPECIAL, REFUSED, ALLOWED):
        for name, found in numbers(table, machine).items():
            if found == number:
                return name
    return "unknown"
