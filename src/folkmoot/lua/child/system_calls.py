"""What a script process may still ask of the system: to read, to write, memory, the time, and to end.

A list of calls for Linux (seccomp), so that even somebody who broke out of Lua into the process could
neither reach a file or the network nor touch another process. Elsewhere the limits alone hold.
"""

from __future__ import annotations

import ctypes
import os
import struct

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2  # of prctl
_LOAD, _EQUAL, _ANSWER = 0x20, 0x15, 0x06  # of the little language that filters are written in
_NUMBER_AT, _MACHINE_AT = 0, 4  # bytes into what a filter is shown
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # the second: EPERM
# read write mmap mprotect munmap brk sigaction sigprocmask sigreturn mremap madvise futex clock_gettime
# gettimeofday getrusage times getrandom sched_yield restart close sigaltstack exit exit_group
_CALLS = {
    "x86_64": (
        0xC000003E,
        (0, 1, 9, 10, 11, 12, 13, 14, 15, 25, 28, 202, 228, 96, 98, 100, 318, 24, 219, 3, 131, 60, 231),
    ),
    "aarch64": (
        0xC00000B7,
        (63, 64, 222, 226, 215, 214, 134, 135, 139, 216, 233, 98, 113, 169, 165, 153, 278, 124, 128, 57, 132,
         93, 94),
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def filter_for(machine: str) -> bytes | None:
    """The filter's steps for a kind of machine, None for one whose calls are not known here."""
    if machine not in _CALLS:
        return None
    mark, calls = _CALLS[machine]
    steps = [_step(_LOAD, _MACHINE_AT), _step(_EQUAL, mark, 0, len(calls) + 1), _step(_LOAD, _NUMBER_AT)]
    for left, number in zip(range(len(calls), 0, -1), calls, strict=True):
        steps.append(_step(_EQUAL, number, left))
    return b"".join([*steps, _step(_ANSWER, _REFUSE), _step(_ANSWER, _ALLOW)])


def give_up_system_calls() -> bool:
    """Lets the system refuse all but those calls from now on; whether it does."""
    steps = filter_for(os.uname().machine) if os.uname().sysname == "Linux" else None
    if steps is None:
        return False
    buffer = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // 8, ctypes.addressof(buffer))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = (ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong)
    if prctl(_NO_NEW_PRIVILEGES, 1, None, 0, 0):
        return False
    return bool(prctl(_SET_SECCOMP, _FILTER, ctypes.addressof(program), 0, 0) == 0)
