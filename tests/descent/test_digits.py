"""The digits that come with the course, their split, and MNIST's files from a folder."""

import gzip
import struct

import numpy as np
import pytest

from descent import digits
from descent.digits import load_digits


def test_the_digits_are_those_of_the_uci_test_set():
    X, y, X_val, y_val = load_digits()
    images, labels = np.concatenate([X, X_val]), np.concatenate([y, y_val])
    # Counts per class as UCI's description of the test set (optdigits.names) lists them.
    np.testing.assert_array_equal(
        np.bincount(labels), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    assert images.shape == (1797, 64)
    np.testing.assert_array_equal(16 * images[0, :8], [0, 0, 5, 13, 9, 1, 0, 0])
    assert labels[:3].tolist() == [0, 1, 2]


def test_pixels_lie_between_0_and_1_and_labels_are_integers():
    X, y, X_val, y_val = load_digits()
    for images, labels in ((X, y), (X_val, y_val)):
        assert images.dtype == np.float64 and labels.dtype == np.int64
        assert images.min() == 0 and images.max() == 1
        assert len(images) == len(labels)


def test_every_digit_is_seen_in_training_and_in_validation():
    _, y, _, y_val = load_digits()
    assert len(y_val) == 500
    assert np.bincount(y, minlength=10).min() > 100 and np.bincount(y_val, minlength=10).min() > 40


def test_two_calls_give_equal_arrays_of_their_own():
    first, second = load_digits(), load_digits()
    first[0][:] = -1
    assert second[0].min() == 0 and load_digits()[0].min() == 0


def write_idx(path, array, zipped, magic=None):
    head = magic or bytes([0, 0, 8, array.ndim])
    raw = head + struct.pack(f">{array.ndim}I", *array.shape) + array.astype(np.uint8).tobytes()
    path.write_bytes(gzip.compress(raw) if zipped else raw)


@pytest.mark.parametrize("zipped", [False, True])
def test_mnist_is_read_from_a_folder(tmp_path, monkeypatch, zipped):
    monkeypatch.setattr(digits, "MNIST_HELD_OUT", 2)
    rng, end = np.random.default_rng(0), ".gz" if zipped else ""
    images, labels = rng.integers(256, size=(5, 28, 28)), np.array([3, 1, 4, 1, 5])
    write_idx(tmp_path / f"train-images-idx3-ubyte{end}", images, zipped)
    write_idx(tmp_path / f"train-labels-idx1-ubyte{end}", labels, zipped)
    X, y, X_val, y_val = load_digits(tmp_path)
    np.testing.assert_allclose(np.concatenate([X, X_val]) * 255, images.reshape(5, 784), rtol=1e-14)
    assert y.tolist() == [3, 1, 4] and y_val.tolist() == [1, 5]


def test_a_folder_without_mnist_is_said_by_name(tmp_path):
    with pytest.raises(FileNotFoundError, match="has no train-images-idx3-ubyte"):
        load_digits(tmp_path)


@pytest.mark.parametrize("fault", ["magic", "short", "empty"])
def test_a_file_of_another_format_is_refused(tmp_path, fault):
    path = tmp_path / "train-images-idx3-ubyte"
    write_idx(path, np.zeros((2, 3, 3)), False, b"PK\x03\x04" if fault == "magic" else None)
    if fault != "magic":
        path.write_bytes(path.read_bytes()[: -1 if fault == "short" else 0])
    with pytest.raises(ValueError, match="is not MNIST's train-images-idx3-ubyte"):
        load_digits(tmp_path)
