"""What learners' code keeps outside its instances is put back; what it reads there is named."""

import threading

import numpy as np

from descent.leaks import outside_names, restored

CACHE: dict = {}
COUNT = 0


def remember(x, seen=[], *, by_name={}):  # noqa: B006 - the leak that the test is about
    global COUNT
    COUNT += 1
    CACHE[x] = COUNT
    seen.append(x)
    by_name[x] = x
    return np.abs(x)


class Parent:
    shared: dict = {}
    lock = threading.Lock()  # can't be copied: left alone


class Child(Parent):
    t = 0

    def step(self):
        Child.t += 1
        self.shared["step"] = Child.t
        Child.late = [1]
        return remember(Child.t)


def test_classes_bases_defaults_and_globals_are_as_before():
    with restored(Child), restored(remember):
        Child().step()
        Child().step()
        assert (Child.t, Child.shared, COUNT) == (2, {"step": 2}, 2)
        assert remember.__defaults__ == ([1, 2],)
    assert (Child.t, Child.shared, COUNT, CACHE) == (0, {}, 0, {})
    assert (remember.__defaults__, remember.__kwdefaults__) == (([],), {"by_name": {}})
    assert not hasattr(Child, "late")
    assert Child.lock is Parent.lock


def test_marks_that_are_known_by_identity_stay_the_same_object():
    mark = object()

    def function(x=mark):
        return x

    with restored(function):
        pass
    assert function() is mark


def test_a_metaclass_that_forbids_changes_is_no_fault_of_the_learner():
    class Locked(type):
        def __setattr__(cls, name, value):
            raise TypeError("locked")

    class Kept(metaclass=Locked):
        values: dict = {}

    with restored(Kept):
        Kept.values["a"] = 1


def test_names_of_data_are_listed_those_of_functions_and_modules_are_not():
    assert outside_names(remember) == ["CACHE", "COUNT"]
    assert outside_names(len) == []
    assert outside_names(Child) == []
