"""Processes with inputs of different length."""

from ... import _absent

Join = _absent.kind("distributed.algorithms.join.Join")
Joinable = _absent.kind("distributed.algorithms.join.Joinable")
JoinHook = _absent.kind("distributed.algorithms.join.JoinHook")
