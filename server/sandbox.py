"""What a query worker may not do: open sockets, start programs, take more memory than it is given.

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

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 1, 38, 22, 2
LOAD, JUMP_EQUAL, JUMP_ABOVE, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, KILL, DENY = 0x7FFF0000, 0x80000000, 0x00050000 | 1  # DENY: the call fails with EPERM
NUMBER_OFFSET, ARCHITECTURE_OFFSET = 0, 4

# audit architecture and the numbers of socket, io_uring_setup, execve, execveat (asm/unistd.h)
MACHINES = {
    "x86_64": (0xC000003E, (41, 425, 59, 322)),
    "aarch64": (0xC00000B7, (198, 425, 221, 281)),
}
X32_CALLS = 0x40000000


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


def forbid_sockets() -> bool:
    """Deny new sockets and programs to this process from now on; return whether the platform could."""
    machine = MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    code = program(*machine)
    instructions = ctypes.create_string_buffer(code, len(code))
    filter_ = struct.pack("HP", len(code) // 8, ctypes.addressof(instructions))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    pointer = ctypes.create_string_buffer(filter_)
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, pointer, 0, 0) == 0)


def end_with_parent() -> None:
    """Have the kernel send SIGTERM to this process when its parent dies, where it can (prctl of Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def limit_memory(mebibytes: int) -> None:
    """Limit the address space and switch off core dumps."""
    size = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ["RUST_BACKTRACE"] = "0"
