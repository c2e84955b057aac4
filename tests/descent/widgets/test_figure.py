"""A moving figure: tables ahead, messages of the front end, faults of a learner's code."""

import asyncio
import json
import re

import numpy as np
import pytest

from descent.widgets import figure as module
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import Choice, Handle, Line, Panel, Scene, Slider


def line(height):
    return Scene([Panel([Line(np.array([0.0, 1]), np.array([0.0, height]), kind="path")],
                        f"A line up to {height:g}.", "x", "y", (0, 1), (0, 10))],
                 f"It ends at {height:g}.")


def sliders():
    return [Slider("height", "height", 0, 10, 4, 11), Slider("scale", "scale", 1, 2, 1, 3),
            Choice("sign", "sign", {1: "up", -1: "down"}, 1)]


def figure_of(draw=lambda height, scale, sign: line(height * scale * sign), **more):
    made = MovingFigure(draw, sliders(), [Handle("end", 1.0, "height")], "A line", **more)
    made.said = []
    made.send = made.said.append
    return made


def answer(made, **message):
    made._answer(made, message, [])


def sent(made):
    return {key for message in made.said for key in message["scenes"]}


def test_the_table_of_the_first_control_is_there_from_the_start():
    made = figure_of()
    assert set(made.scenes) == {f"{i},0,0" for i in range(11)}
    for i in range(11):
        assert made.scenes[f"{i},0,0"]["status"] == f"It ends at {i}."


def test_another_control_s_table_can_be_the_first():
    assert set(figure_of(table="scale").scenes) == {f"4,{i},0" for i in range(3)}


def test_a_scene_that_is_lacking_is_sent_once_with_its_parts():
    made = figure_of()
    answer(made, at=[4, 1, 1])
    answer(made, at=[4, 1, 1])
    (message,) = made.said
    scene = message["scenes"]["4,1,1"]
    assert scene["status"] == "It ends at -6."
    known = set(made.parts) | set(message["parts"])
    assert {scene["panels"][0]["axes"], *scene["panels"][0]["marks"]} <= known


def test_a_slider_that_is_taken_hold_of_gets_its_whole_table():
    made = figure_of()

    async def ask():
        answer(made, at=[7, 1, 0], ahead=0)
        await made._running

    asyncio.run(ask())
    assert sent(made) == {f"{i},1,0" for i in range(11)}


def test_the_nearest_positions_come_first():
    made = figure_of()
    order = [key[0] for key in made._table(0, (7, 0, 0))]
    assert order[:5] == [7, 6, 8, 5, 9] and sorted(order) == list(range(11))


def test_a_page_that_is_loaded_anew_gets_what_it_lacks():
    made = figure_of()
    answer(made, at=[9, 2, 0])
    before = set(made.said[-1]["parts"])
    answer(made, hello=True)
    answer(made, at=[9, 2, 0])
    again = made.said[-1]
    assert set(again["scenes"]) == {"9,2,0"}
    scene = again["scenes"]["9,2,0"]["panels"][0]
    parts = set().union(*(message["parts"] for message in made.said[1:]))
    assert {scene["axes"], *scene["marks"]} <= parts | set(made.parts)
    assert not before & parts and not set(made.parts) & parts  # no name means two things


def test_the_table_that_a_page_was_loaded_with_is_not_sent_again():
    made = figure_of()

    async def ask():
        answer(made, hello=True)
        answer(made, at=[4, 0, 0], ahead=0)
        await made._running

    asyncio.run(ask())
    assert made.said == []


def test_the_kernel_computes_one_table_at_a_time_the_one_asked_for_last():
    first, second = figure_of(), figure_of()

    async def ask():
        answer(first, at=[4, 1, 0], ahead=0)
        answer(second, at=[4, 1, 0], ahead=0)
        await second._running

    asyncio.run(ask())
    assert len(sent(first)) < len(sent(second)) == 11


@pytest.mark.parametrize("place, is_left", [([4, 2, 0], True), ([9, 1, 0], False)])
def test_a_table_is_left_for_a_place_beside_it_and_not_for_one_along_it(place, is_left):
    made = figure_of()

    async def ask():
        answer(made, at=[4, 1, 0], ahead=0)
        answer(made, at=place)
        await asyncio.wait([made._running])
        return made._running.cancelled()

    assert asyncio.run(ask()) == is_left


@pytest.mark.parametrize("message", [
    {}, {"at": None}, {"at": [1]}, {"at": [99, 0, 0]}, {"at": [-1, 0, 0]}, {"at": ["0", 0, 0]},
    {"at": [0, 0, 0.5]}])
def test_a_message_that_makes_no_sense_is_passed_over(message):
    made = figure_of()
    answer(made, **message)
    assert made.said == []


def test_controls_can_be_set_from_python():
    made = figure_of()
    made.set(height=6.2, sign=-1)
    assert made.scene().status == "It ends at -6."
    assert list(made.at) == [6, 0, 1]
    with pytest.raises(ValueError, match="no control 'lr': use one of height, scale, sign"):
        made.set(lr=1)


def raising(error):
    def draw(**values):
        raise error
    return draw


@pytest.mark.parametrize("error, said", [
    (NotImplementedError(), "nothing to draw yet"),
    (ValueError("grad has shape (3,)"), "grad has shape (3,)"),
    (SystemExit(3), "3"),
    (RecursionError("too deep"), "too deep")])
def test_what_the_code_raises_is_shown_and_the_figure_stays_usable(error, said):
    made = figure_of(raising(error))
    assert said in made.scene().error
    assert made.scenes["4,0,0"]["error"] == made.scene().error
    answer(made, at=[0, 1, 0])
    assert said in made.said[-1]["scenes"]["0,1,0"]["error"]


def test_a_fault_at_one_setting_leaves_the_others_alone():
    def draw(height, **rest):
        if height > 5:
            raise ValueError("too high")
        return line(height)

    made = figure_of(draw)
    assert made.scenes["4,0,0"]["error"] == ""
    assert "ValueError: too high" in made.scenes["6,0,0"]["error"]


def test_code_that_does_not_come_back_is_stopped_and_no_table_waits_for_it(monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 0.1)
    runs = []

    def draw(**values):
        runs.append(values)
        while True:
            pass

    made = figure_of(draw)
    assert "did not come back within 0.1 seconds" in made.scene().error
    assert len(runs) == 1


def test_what_the_code_prints_is_not_shown(capsys):
    def draw(height, **rest):
        print("noise")
        return line(height)

    figure_of(draw)
    assert capsys.readouterr().out == ""


def test_an_interrupt_of_the_learner_s_gets_through():
    with pytest.raises(KeyboardInterrupt):
        figure_of(raising(KeyboardInterrupt()))


def test_a_locked_figure_computes_and_holds_nothing_until_it_is_unlocked():
    runs = []

    def draw(height, **rest):
        runs.append(height)
        return line(height)

    made = figure_of(draw, locked=True)
    answer(made, at=[1, 0, 0], hello=True)
    bundle, _ = made._repr_mimebundle_()
    assert runs == [] and made.scenes == made.parts == {} and made.said == []
    assert "image/png" not in bundle and "It ends at" not in json.dumps(bundle)
    made.unlock()
    assert not made.locked and made.scenes["4,0,0"]["status"] == "It ends at 4."


def test_scenes_are_forgotten_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr(module, "MOST_KEPT", 12)
    made = figure_of()
    for i in range(11):
        assert made.scene([i, 1, 0]).status == f"It ends at {1.5 * i:g}."
    assert len(made._known) <= 12


def test_without_a_kernel_there_are_a_picture_with_alt_text_and_the_table():
    bundle, _ = figure_of()._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/png",
                           "application/vnd.jupyter.widget-view+json"}
    page = bundle["text/html"]
    assert 'alt="A line up to 4."' in page and "It ends at 4." in page
    state = json.loads(re.search(r"revive\(document\.getElementById\([^)]*\), (.*)\);</script>",
                                 page)[1])
    assert len(state["scenes"]) == 11
    assert bundle["text/plain"] == "It ends at 4."


def test_no_text_can_end_the_page_s_script():
    def draw(**values):
        raise ValueError("</script><script>alert(1)</script><!--")

    page = figure_of(draw)._repr_mimebundle_()[0]["text/html"]
    assert page.count("<script") == page.count("</script>") == 1
    assert "<!--" not in page


def test_a_figure_of_code_that_fails_says_so_without_a_picture():
    bundle, _ = figure_of(raising(ValueError("too high")))._repr_mimebundle_()
    assert "image/png" not in bundle and "too high" in bundle["text/html"]
    assert "too high" in bundle["text/plain"]
