"""Loops: those of the program, and those whose turns are known now."""

import ast

from . import _types as T
from ._source import assigned, exits
from ._values import BREAK, CONTINUE, EXIT, NEXT, RETURN, VALUE, BoundMethod, Const, Ref, Static, Undefined


class Loops:
    """The part of a frame that writes loops."""

    def do_While(self, node):
        value, _, _ = self.condition(node.test)
        if isinstance(value, Const) and not value.value:
            return

        def again():
            v, _, _ = self.condition(node.test)
            return v

        self.loop(None, value, node.body, lambda turn: self.env.update(self.holding(node.test)), again, assigned([node]))

    def holding(self, test):
        """What a loop's condition says of its names inside of the body."""
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
            return {k: v for t in test.values for k, v in self.holding(t).items()}
        if isinstance(test, ast.Name):
            return self.refinement(test, self.env.get(test.id))[0]
        return self.refinement(test, None)[0] if isinstance(test, ast.Compare) else {}

    def do_For(self, node):
        iterable = self.iterable(node.iter)
        if isinstance(iterable, list):
            self.unrolled(node, iterable)
            return
        count, item = iterable

        def start(turn):
            self.assign(node.target, item(turn))

        self.loop(count, Const(True), node.body, start, lambda: Const(True), assigned([node]))

    def unrolled(self, node, items):
        """Turns of a loop whose items are known now, one after the other."""

        def turn(i):
            if i == len(items):
                return
            self.assign(node.target, items[i])
            self.block(node.body)
            code = self.env[EXIT]
            if isinstance(code, Const):
                if code.value == CONTINUE:
                    self.env[EXIT] = Const(NEXT)
                if self.env[EXIT].value == NEXT:
                    turn(i + 1)
                return
            on = self.b.do("le", [code, Const(CONTINUE)], T.BOOL)

            def more():
                self.env[EXIT] = Const(NEXT)
                turn(i + 1)

            self.branch(on, more, lambda: None)

        turn(0)
        self.after_loop()

    def after_loop(self):
        code = self.env[EXIT]
        if isinstance(code, Const):
            if code.value in (BREAK, CONTINUE):
                self.env[EXIT] = Const(NEXT)
        else:
            # A break ends the loop only; a return goes on.
            on = self.b.do("ge", [code, Const(RETURN)], T.BOOL)
            self.env[EXIT] = self.b.do("mul", [self.b.do("int", [on], T.INT), code], T.INT)

    def loop(self, trips, cond, body, start, again, names):
        """A loop of the program. What the body assigns is carried from turn to turn."""
        leaving = exits(body)
        carried = [n for n in self.env if n in names]
        if leaving:
            carried += [EXIT]
            if _returns(body):
                self.env.setdefault(VALUE, Const(None))
                carried += [VALUE]
        carried = [n for n in dict.fromkeys(carried) if not isinstance(self.env.get(n), (Static, BoundMethod))]
        types = {}
        while True:
            steps, nexts, env, tables = len(self.b.steps), self.b.next, dict(self.env), self.unit.mark()
            try:
                if self.loop_once(trips, cond, body, start, again, carried, types, leaving):
                    return
            except _Widen as w:
                types.update(w.types)
                carried += [n for n in w.types if n not in carried]
            # A value was wider than at first thought: once more with its type.
            del self.b.steps[steps:]
            self.b.next, self.env = nexts, env
            self.unit.reset(tables)

    def loop_once(self, trips, cond, body, start, again, carried, types, leaving):
        before = self.env
        init = []
        for n in carried:
            v = before.get(n, Undefined(n))
            init.append(self.b.ref(Const(None) if isinstance(v, Undefined) else v))
        cond, trips = self.b.ref(cond), None if trips is None else self.b.ref(trips)
        turn = self.b.fresh(T.INT)
        params = [self.b.fresh(types.get(n, before[n].type if n in before else T.NONE)) for n in carried]
        self.env = {**before, **dict(zip(carried, params))}
        if leaving:
            self.env[EXIT] = Const(NEXT)

        def write():
            start(turn)
            self.block(body)
            code = self.env[EXIT]
            if isinstance(code, Const) and code.value in (NEXT, CONTINUE):
                self.env[EXIT] = Const(NEXT)
                on = again()
            elif isinstance(code, Const):
                on = Const(False)
            else:
                go = self.b.do("le", [code, Const(CONTINUE)], T.BOOL)
                saved = self.env
                # The condition is not asked after a break.
                self.env = dict(saved)
                result = {}

                def ask():
                    result["on"] = self.b.ref(self.b.do("bool", [again()], T.BOOL))
                    return [result["on"].id]

                yes = self.b.region(ask)
                no = self.b.region(lambda: [self.b.ref(Const(False)).id])
                out = self.b.fresh(T.BOOL)
                self.b.steps.append({"if": go.id, "then": yes, "else": no, "out": [out.id]})
                self.env, on = saved, out
            outputs, wider = [self.b.ref(on).id], {}
            for n, p in zip(carried, params):
                v = self.env.get(n, Undefined(n))
                if isinstance(v, Undefined):
                    v = Const(None)
                if n != EXIT:
                    wide = T.unify(p.type, v.type, n) if not (n == VALUE and p.type == T.NONE and n not in types) else v.type
                    if wide != p.type:
                        wider[n] = wide
                outputs.append(self.b.ref(v).id)
            if wider:
                raise _Widen(wider)
            return outputs

        region = self.b.region(write, [turn.id, *(p.id for p in params)])
        # Defined in the body only, and read elsewhere: it has a value after the loop if there was a turn.
        fresh = [n for n in self.env if n not in before and n not in carried and n in self.read_outside(body)]
        late = {n: T.optional(v.type) if v.type != T.NEVER else T.ANY for n in fresh if isinstance(v := self.env[n], (Ref, Const))}
        if late:
            raise _Widen(late)
        outs = [self.b.fresh(p.type) for p in params]
        self.b.steps.append(
            {"loop": None if trips is None else trips.id, "while": cond.id, "init": [i.id for i in init], "body": region, "out": [o.id for o in outs]}
        )
        self.env = dict(before)
        for n, o in zip(carried, outs):
            t = types.get(n)
            # A name that only the body defines is taken to be defined, as Python does.
            self.env[n] = Ref(o.id, T.strip(t)) if t is not None and n not in before else o
        if leaving:
            self.after_loop()
        return True

    def read_outside(self, body):
        """The names that the function reads outside these statements."""
        inside = {id(n) for s in body for n in ast.walk(s)}
        loads = (n for n in ast.walk(self.source.tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
        return {n.id for n in loads if id(n) not in inside}


class _Widen(Exception):
    def __init__(self, types):
        self.types = types


def _returns(body):
    return any(isinstance(n, ast.Return) for s in body for n in ast.walk(s))
