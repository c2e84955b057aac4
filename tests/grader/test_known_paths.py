"""Known paths: kept in the repository, equal to what the references give now."""

import numpy as np
import pytest

from descent.exercises import EXERCISES
from descent.known import KnownPaths, public_paths
from grader import known_paths

FEW = {name: EXERCISES[name] for name in ("sgd", "adam", "bias_factor")}


def test_the_files_agree_with_the_references():
    # Of all exercises `grader build --check` says it, with which `make test` begins.
    assert known_paths.build(check=True, only=list(FEW)) == []


def test_a_missing_a_strange_and_a_changed_file_are_found_and_mended(tmp_path, monkeypatch):
    monkeypatch.setattr(known_paths, "EXERCISES", FEW)  # all of them take minutes, four times over
    written = known_paths.build(root=tmp_path)
    assert len(written) == 2 * len(FEW)
    public = tmp_path / "descent" / "known_paths"
    (public / "sgd.npz").unlink()
    (public / "strange.npz").write_bytes(b"")
    known = KnownPaths.load(public / "adam.npz")
    known.right[5] += 1e-6
    known.save(public / "adam.npz")
    drifted = {f"descent/known_paths/{name}.npz" for name in ("sgd", "strange", "adam")}
    assert set(known_paths.build(check=True, root=tmp_path)) == drifted
    assert set(known_paths.build(root=tmp_path)) == drifted
    assert known_paths.build(check=True, root=tmp_path) == []


def test_saving_gives_the_same_bytes_each_time_and_loading_gives_everything_back(tmp_path):
    known = public_paths("momentum")
    for name in ("one.npz", "two.npz"):
        known.save(tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert known_paths.same(KnownPaths.load(tmp_path / "one.npz"), known)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_public_files_hold_numbers_and_labels_but_no_code(exercise):
    known = public_paths(exercise)
    assert known.right.dtype == np.float64
    assert all(mistake.moves.dtype == np.float32 for mistake in known.mistakes)
    assert all(np.isfinite(known.right))
