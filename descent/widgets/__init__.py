"""Figures that move, driven by the learner's own code; imported only where they are used."""

from descent.widgets.bias_correction import bias_correction
from descent.widgets.epsilon_explorer import epsilon_explorer
from descent.widgets.explore import explore
from descent.widgets.factors import factors
from descent.widgets.fair_race import fair_race
from descent.widgets.filter_explorer import filter_explorer
from descent.widgets.impulse_response import impulse_response
from descent.widgets.look_ahead import look_ahead
from descent.widgets.noise_cloud import noise_cloud
from descent.widgets.regret_race import regret_race
from descent.widgets.rotated_bowl import rotated_bowl
from descent.widgets.saddle_race import saddle_race
from descent.widgets.schedule_drawer import schedule_drawer
from descent.widgets.stability_map import stability_map
from descent.widgets.step_through import step_through

__all__ = ["bias_correction", "epsilon_explorer", "explore", "factors", "fair_race",
           "filter_explorer", "impulse_response", "look_ahead", "noise_cloud", "regret_race",
           "rotated_bowl", "saddle_race", "schedule_drawer", "stability_map", "step_through"]
