"""What a query worker may not do: open sockets, start programs, signal others, change files, take more than its memory.

The filter is a classic BPF program set through prctl, see seccomp(2) of the Linux manual pages, linux/audit.h
and linux/seccomp.h for the numbers. Where there is none (other systems or processors), the guard in front of
the workers remains, and /health says so.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 1, 38, 22, 2
LOAD, JUMP_EQUAL, JUMP_ABOVE, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, KILL, DENY = 0x7FFF0000, 0x80000000, 0x00050000 | 1  # DENY: the call fails with EPERM
NUMBER_OFFSET, ARCHITECTURE_OFFSET = 0, 4

# audit architecture and the numbers of socket, connect, bind, io_uring_setup, execve, execveat, kill,
# pidfd_send_signal, pidfd_getfd, ptrace, process_vm_writev, truncate, ftruncate, unlinkat, renameat, renameat2, and
# where there are any of unlink and rename (asm/unistd.h); tgkill stays: the store ends by it without memory
MACHINES = {
    "x86_64": (0xC000003E, (41, 42, 49, 425, 59, 322, 62, 424, 438, 101, 311, 76, 77, 263, 264, 316, 87, 82)),
    "aarch64": (0xC00000B7, (198, 203, 200, 425, 221, 281, 129, 424, 438, 117, 271, 45, 46, 35, 38, 276)),
}
NETWORK_CALLS, FILE_CALLS, X32_CALLS = 3, 11, 0x40000000


def program(architecture: int, denied: tuple[int, ...]) -> bytes:
    """Return the filter: a foreign architecture kills, the denied and all x32 calls fail, the rest passes."""
    size = len(denied)
    steps = [
        (LOAD, 0, 0, ARCHITECTURE_OFFSET),
        (JUMP_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER_OFFSET),
        (JUMP_ABOVE, size + 1, 0, X32_CALLS),
        *((JUMP_EQUAL, size - index, 0, number) for index, number in enumerate(denied)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, DENY),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def forbid(network: bool = False, files: bool = False) -> bool:
    """Deny programs, signals and, unless allowed, sockets and changes of files; return whether the platform could."""
    machine = MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    architecture, calls = machine
    denied = calls[NETWORK_CALLS if network else 0 : FILE_CALLS if files else None]
    code = program(architecture, denied)
    instructions = ctypes.create_string_buffer(code, len(code))
    filter_ = struct.pack("HP", len(code) // 8, ctypes.addressof(instructions))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    pointer = ctypes.create_string_buffer(filter_)
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, pointer, 0, 0) == 0)


def end_with_parent(number: int = signal.SIGTERM) -> bool:
    """Have the kernel send a signal to this process when its parent's thread ends, where it can (prctl of Linux)."""
    return sys.platform == "linux" and bool(ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0) == 0)


def limit(kind: int, most: int) -> bool:
    """Set a limit of the process; return whether the platform could."""
    try:
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError):
        return False
    return True


def offer_to_killer() -> bool:
    """Have the kernel, out of memory, end this process before any other one, where it can (proc(5) of Linux)."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000")
    except OSError:
        return False
    return True


def enter(mebibytes: int, network: bool = False, file_bytes: int = 0) -> list[str]:
    """Enter all bounds for good and return the names of those that this platform can't set.

    Files can't be written any more, except for those of other processes' pipes and sockets; with `file_bytes` they can,
    each up to that size.
    """
    os.environ["RUST_BACKTRACE"] = "0"
    bounds = {
        "end_with_parent": end_with_parent(signal.SIGKILL),
        "memory_limit": limit(resource.RLIMIT_AS, mebibytes * 1024 * 1024) and sys.platform == "linux",
        "no_core_dumps": limit(resource.RLIMIT_CORE, 0),
        "no_written_files": limit(resource.RLIMIT_FSIZE, file_bytes),
        "first_to_end_without_memory": offer_to_killer(),
        "network_filter": forbid(network, files=file_bytes > 0),
    }
    return [name for name, there in bounds.items() if not there]


def mapped_bytes() -> int:
    """Return the address space that this process has, on Linux."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def resident_bytes(pid: int | None = None) -> int:
    """Return the memory that a process (None: this one) has; elsewhere than on Linux the most that this one ever had.

    Linux counts the most of the parent at the start of a process as its own, so that figure is of no use there.
    """
    pages = Path(f"/proc/{pid or 'self'}/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
