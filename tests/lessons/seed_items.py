"""What the five study notes show, and where the course rebuilds it.

For each algorithm, formula, schedule and figure: places (lesson, cell, a literal that stands in
the cell).
"""

GD, BATCHES, MOMENTUM = "01_gradient_descent", "02_mini_batches", "03_momentum"
NESTEROV, ADAGRAD, RMSPROP = "05_nesterov", "06_adagrad", "07_rmsprop"
ADAM, ADAMW, AMSGRAD = "08_adam", "09_adamw", "10_amsgrad"
SCHEDULES, CURVATURE, RACE = "11_schedules", "12_curvature", "13_fair_race"

ALGORITHMS = {
    "full-batch gradient descent": [(GD, "sgd_text", r"\tag{1.1}")],
    "one sample, mini-batch and all samples told apart": [
        ("00_start", "break-why", "one pass over all"),
        (BATCHES, "minibatch_grad_text", r"\tag{2.2}"),
        (BATCHES, "minibatches", "def minibatches(")],
    "SGD": [(GD, "sgd", "class SGD:"), (BATCHES, "sgd", "class SGD:")],
    "momentum, rate inside the velocity": [
        (MOMENTUM, "form-a", r"\tag{3.1}"), (MOMENTUM, "momentum", "class Momentum:")],
    "momentum, rate outside the sum": [
        (MOMENTUM, "two-more-forms", r"\tag{3.5}"),
        (MOMENTUM, "momentum_torch", "class MomentumTorch:")],
    "Nesterov": [
        (NESTEROV, "idea", r"\tag{5.1}"),
        (NESTEROV, "nesterov_lookahead", "class NesterovLookahead:"),
        (NESTEROV, "nesterov", "class Nesterov:")],
    "AdaGrad": [(ADAGRAD, "predict", r"\tag{6.2}"), (ADAGRAD, "adagrad", "class AdaGrad:")],
    "exponential moving average": [
        (RMSPROP, "predict", r"\tag{7.1}"), (RMSPROP, "ema", "def ema(")],
    "RMSProp": [(RMSPROP, "rmsprop-task", r"\tag{7.7}"), (RMSPROP, "rmsprop", "class RMSProp:")],
    "Adadelta": [
        (RMSPROP, "adadelta-task", r"\tag{7.10}"), (RMSPROP, "adadelta", "class Adadelta:")],
    "Adam": [(ADAM, "rule", r"\tag{8.9}"), (ADAM, "adam", "class Adam:")],
    "Adam, correction in the rate": [
        (ADAMW, "efficient", r"\tag{9.3}"), (ADAMW, "adam_fast", "class AdamFast:")],
    "RAdam": [(AMSGRAD, "radam", "class RAdam:")],
    "AdamP": [(AMSGRAD, "project_out", "def project_out(")],
    "Newton": [
        (CURVATURE, "newton_text", r"\tag{12.6}"), (CURVATURE, "newton_step", "def newton_step(")],
    "BFGS": [(CURVATURE, "bfgs_update", "def bfgs_update(")],
    "L-BFGS": [(CURVATURE, "lbfgs_direction", "def lbfgs_direction(")],
    "training loop that takes any optimizer": [
        ("00_start", "run_text", "`optimizer.update(params, grad_fn(params))`")],
    "which optimizer to choose": [(RACE, "report_why", "Write the report")],
}

FORMULAS = {
    "a learning rate too large or too small": [
        (GD, "regimes", "0.2, 0.95, 1.0, 1.05"), (GD, "max_stable_lr_text", r"\tag{1.8}")],
    "the long valley x²/20 + y²": [(GD, "predict", "$f(x,y)=x^2/20+y^2$")],
    "noise of a batch's gradient": [(BATCHES, "unbiased", r"\tag{2.6}")],
    "batch size, sharp and flat minima": [(BATCHES, "rescale", r"\tag{2.15}")],
    "sum of squares of AdaGrad": [(ADAGRAD, "predict", r"\tag{6.1}")],
    "average of squares of RMSProp": [(RMSPROP, "rmsprop-task", r"\tag{7.7}")],
    "first and second moment": [(ADAM, "idea", r"\tag{8.1}"), (ADAM, "idea", r"\tag{8.2}")],
    "E, the mean over batches": [
        (BATCHES, "unbiased", "is the mean over all batches"), (ADAM, "moments", "($E$: the mean")],
    "bias correction": [(ADAM, "correct", r"\tag{8.5}"), (ADAM, "ratio-read", r"\tag{8.7}")],
    "second-order Taylor": [(CURVATURE, "numerical_hessian_text", r"\tag{12.3}")],
    "eigenvalues at a saddle, a minimum, a maximum": [
        (CURVATURE, "classify_text", r"\tag{12.5}"),
        (CURVATURE, "classify_critical_point", "def classify_critical_point(")],
    "loss and accuracy": [("00_start", "break-why", "The **loss** is the number")],
}

SCHEDULES_OF_RATES = {
    "steps, a tenth at 30, 60 and 90": [(SCHEDULES, "step_decay", "def step_decay(")],
    "exponential": [(SCHEDULES, "exponential_decay", "def exponential_decay(")],
    "1/t": [(SCHEDULES, "inverse_time_decay", "def inverse_time_decay(")],
    "cosine": [(SCHEDULES, "cosine_decay", "def cosine_decay(")],
    "linear": [(SCHEDULES, "linear_decay", "def linear_decay(")],
    "inverse root": [(SCHEDULES, "inverse_sqrt_decay_repair", "def inverse_sqrt_decay(")],
}

FIGURES = {
    "the test function and its contours": [("00_start", "break-code", "contour(RAVINE")],
    "its field of gradients": [("00_start", "break-code", "quiver(x, y, -x / 10, -2 * y")],
    "SGD's zigzag": [(GD, "worked-code", "factors(SGD, lr=0.95")],
    "SGD's path under noise, and three sizes of batch": [
        (BATCHES, "cloud-figure", "noise_cloud(SGD)"),
        (BATCHES, "last-rule-fails-figure", "batches of 10")],
    "train and test curve at a sharp and a flat minimum": [
        (BATCHES, "slice-code", "shifted by 0.3")],
    "momentum's path": [(MOMENTUM, "ravine-figure", '"Momentum": follow(Momentum(lr=0.1')],
    "momentum's and Nesterov's arrows": [
        (NESTEROV, "triangle-figure", "look_ahead(NesterovLookahead, Nesterov)")],
    "AdaGrad's path and rates": [
        (ADAGRAD, "turn-figure", "rotated_bowl(AdaGrad, SGD)"),
        (ADAGRAD, "rates-figure", "effective_lr(")],
    "Adam's path": [(ADAM, "ravine-figure", 'contour(RAVINE, {"SGD": sgd, "Adam": path}')],
    "comparison on the test function": [
        (RACE, "picture-figure", "zip((SGD, Momentum, AdaGrad, Adam), (0.95, 0.1, 1.5, 0.3)"),
        (MOMENTUM, "ravine-figure", '"SGD": RAVINE.start'),
        (ADAGRAD, "turn-figure", "rotated_bowl(AdaGrad, SGD)"),
        (ADAM, "ravine-figure", "Adam, lr {lr:.2f}")],
    "saddle, and the race away from it": [(CURVATURE, "race-figure", "saddle_race(")],
    "loss that drops with the rate": [
        (SCHEDULES, "prediction-experiment", "optimizer.lr = 0.5 if t < 100 else 0.05"),
        (SCHEDULES, "break-figure", "schedule_drawer(")],
    "schedules as curves": [(SCHEDULES, "break-figure", "schedule_drawer(")],
    "Newton's steps": [(CURVATURE, "break-figure", "Newton's method from three starts")],
    "the net of five layers, 100 units in each hidden one": [
        (RACE, "last-rule-fails", "four hidden layers of 100"),
        (RACE, "race-figure", "fair_race(")],
}

ITEMS = ALGORITHMS | FORMULAS | SCHEDULES_OF_RATES | FIGURES
