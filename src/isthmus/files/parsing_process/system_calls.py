"""What the process that parses may ask of the kernel: a filter of system calls, made by libseccomp.

Whatever is not named here is refused as not permitted: sockets, new processes and namespaces, mounts, tracing, keys,
timers of other processes, memory of others, io_uring, bpf, and what kernels yet to come will offer.
"""

import ctypes
import errno
import os
import tempfile

__all__ = ["FilterMissing", "filter_program"]


class FilterMissing(Exception):
    """Libseccomp is not on this machine, or cannot make the filter."""


_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_NOT_THERE = (
    0x00050000 | errno.ENOSYS
)  # what libc takes as a kernel without the call, and asks with an older one
_MASKED_EQUAL = 7
_THREAD = 0x00010000  # CLONE_THREAD: a thread of the same process

# What Python, the parsers and the recogniser of letters ask for while they start, read, compute and end.
# fmt: off
_ALLOWED = (
    "access", "arch_prctl", "brk", "clock_getres", "clock_gettime", "clock_nanosleep", "close",
    "close_range", "dup", "dup2", "dup3", "epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_wait",
    "eventfd2", "execve", "exit", "exit_group", "faccessat", "faccessat2", "fadvise64", "fcntl", "fstat",
    "fstatfs", "ftruncate", "futex", "futex_waitv", "get_mempolicy", "get_robust_list", "getcwd",
    "getdents64", "getegid", "geteuid", "getgid", "getgroups", "getpgrp", "getpid", "getppid",
    "getpriority", "getrandom", "getresgid", "getresuid", "getrlimit", "getrusage", "gettid",
    "gettimeofday", "getuid", "ioctl", "lseek", "lstat", "madvise", "membarrier", "mincore", "mmap",
    "mprotect", "mremap", "munmap", "nanosleep", "newfstatat", "open", "openat", "pipe", "pipe2", "poll",
    "ppoll", "pread64", "preadv", "prctl", "prlimit64", "pselect6", "pwrite64", "read", "readlink",
    "readlinkat", "readv", "restart_syscall", "rseq", "rt_sigaction", "rt_sigpending", "rt_sigprocmask",
    "rt_sigreturn", "rt_sigtimedwait", "sched_get_priority_max", "sched_get_priority_min",
    "sched_getaffinity", "sched_getparam", "sched_getscheduler", "sched_yield", "select", "set_robust_list",
    "set_tid_address", "setgid", "setgroups", "setresgid", "setresuid", "setrlimit", "setuid",
    "sigaltstack", "stat", "statfs", "statx", "sysinfo", "tgkill", "time", "times", "umask", "uname",
    "wait4", "write", "writev",
)
# fmt: on


def filter_program() -> bytes:
    """Return the filter as the kernel reads it (classic BPF). Raises FilterMissing."""
    library = _library()
    context = library.seccomp_init(_REFUSE)
    if not context:
        raise FilterMissing
    try:
        for name in _ALLOWED:
            _rule(library, context, _ALLOW, name)
        thread = _Comparison(0, _MASKED_EQUAL, _THREAD, _THREAD)
        _rule(library, context, _ALLOW, "clone", thread)
        _rule(library, context, _NOT_THERE, "clone3")  # its flags lie in memory, where no filter sees them
        return _exported(library, context)
    finally:
        library.seccomp_release(context)


class _Comparison(ctypes.Structure):
    """How an argument of a call is compared: `(argument & mask) == value`."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("operation", ctypes.c_int),
        ("mask", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    )


def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        raise FilterMissing from None
    context = ctypes.c_void_p
    library.seccomp_init.argtypes, library.seccomp_init.restype = (ctypes.c_uint32,), context
    library.seccomp_release.argtypes, library.seccomp_release.restype = (context,), None
    library.seccomp_syscall_resolve_name.argtypes = (ctypes.c_char_p,)
    library.seccomp_rule_add_array.argtypes = (
        context,
        ctypes.c_uint32,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.POINTER(_Comparison),
    )
    library.seccomp_export_bpf.argtypes = (context, ctypes.c_int)
    return library


def _rule(library: ctypes.CDLL, context: int, action: int, name: str, *arguments: _Comparison) -> None:
    number = library.seccomp_syscall_resolve_name(name.encode())
    if number < 0:  # not a call of this processor, or younger than the library
        return
    compared = (_Comparison * len(arguments))(*arguments)
    if library.seccomp_rule_add_array(context, action, number, len(arguments), compared):
        raise FilterMissing


def _exported(library: ctypes.CDLL, context: int) -> bytes:
    with tempfile.TemporaryFile() as file:
        if library.seccomp_export_bpf(context, file.fileno()):
            raise FilterMissing
        return os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0)
