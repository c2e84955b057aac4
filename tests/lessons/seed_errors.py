"""The errors of the five study notes that the course grew out of, and where a learner meets them.

An id is the note's number (S0 to S4) and the error's; listed are those of severity A (code that
stops or computes something else) and B (a wrong formula or a false sentence). A place is (lesson,
cell, form, a literal that stands in the cell). What a form asks of its cell is tested.
"""

GD, BATCHES, MOMENTUM = "01_gradient_descent", "02_mini_batches", "03_momentum"
HEAVY_BALL, NESTEROV, ADAGRAD = "04_heavy_ball", "05_nesterov", "06_adagrad"
RMSPROP, ADAM, ADAMW = "07_rmsprop", "08_adam", "09_adamw"
SCHEDULES, CURVATURE, RACE = "11_schedules", "12_curvature", "13_fair_race"

# The loop of `update` stands inside `if self.… is None`, one level too deep.
ONCE = (MOMENTUM, "ravine-read", "repair", "\n        for key, g in grads.items():")
EPS_HAT = (ADAMW, "adam-fast-repair-task", "repair", "(np.sqrt(self.v[key]) + 1e-7)")
NO_CORRECTION = (ADAM, "slip", "slip", "m_hat += (1 - beta1) * (g - m)")
NEVER_ZERO = (ADAGRAD, "sentences", "true or false", "the update becomes 0 and learning stops")
MOVED = (ADAGRAD, "sentences", "true or false", "a weight that moved a lot gets a lower rate")
THREE = (ADAM, "recall", "true or false",
         "three hyper-parameters: the rate and two coefficients of momentum")

ERRORS = {
    "S0-03": ("gradient descent takes a saddle for a minimum and stays for ever", [
        (CURVATURE, "predict", "prediction", "When does the same walk have"),
        (CURVATURE, "curvature_why", "by hand", "takes a saddle for the minimum and cannot leave"),
    ]),
    "S0-05": ("a mini-batch is one epoch", [
        (BATCHES, "sentences", "true or false", "trains on them as one epoch"),
    ]),
    "S0-07": ("noise is the reason why SGD is slow in a long valley", [
        (GD, "sentences", "true or false", "The zigzag is noise."),
        (GD, "zigzag_why", "by hand", "because the gradient is noisy"),
        (BATCHES, "sentences", "true or false", "swing, that is, it is inefficient"),
    ]),
    "S0-09": ("momentum's loop runs on the first call only", [ONCE]),
    "S0-11": ("AdaGrad's sum is called the gradients up to step t", [
        (ADAGRAD, "slip", "slip", "g_t: the gradients up to step t"),
    ]),
    "S0-12": ("AdaGrad's ε inside the root in the formula, outside in the code", [
        (ADAGRAD, "sentences", "true or false", "ε inside or outside: no difference"),
        (ADAGRAD, "slip", "slip", "eta / sqrt(g_t + eps) * grad"),
    ]),
    "S0-15": ("@ multiplies entry by entry", [
        (ADAGRAD, "slip", "slip", "@: the elementwise product"),
    ]),
    "S0-16": ("AdaGrad's sum says how far a weight has moved", [
        MOVED, (ADAGRAD, "adagrad_why", "by hand", "how much each weight has changed"),
    ]),
    "S0-17": ("AdaGrad's update becomes 0", [
        (ADAGRAD, "predict", "prediction", "about as far: the update has become 0"), NEVER_ZERO,
    ]),
    "S0-18": ("AdaGrad's loop runs on the first call only", [
        (ADAGRAD, "adagrad-repair-task", "repair", "\n    for key, g in grads.items():"),
    ]),
    "S0-19": ("a dot before the bracket of an index", [
        (ADAGRAD, "adagrad-repair-task", "repair", "params.[key]"),
    ]),
    "S0-25": ("Adam's ε under the root in the formula, beside the uncorrected root in the code", [
        (ADAMW, "adam-fast-repair-task", "repair", r"Study notes print $\hat m/\sqrt{\hat v+"),
    ]),
    "S0-27": ("the correction keeps the moments from becoming 0", [
        (ADAM, "recall", "true or false", "keeps m and v from becoming 0"),
    ]),
    "S0-28": ("without correction Adam's first steps are too weak", [
        (ADAM, "moments", "prediction", "Every gradient is 1, so a good step has length"),
        (ADAM, "first_steps_why", "by hand", "Without bias correction Adam starts too slowly"),
    ]),
    "S0-29": ("lines called a bias correction that correct none and climb", [NO_CORRECTION]),
    "S1-04": ("AdaGrad's ε inside the root in the formula, outside in the code, once more", [
        (ADAGRAD, "slip", "slip", "np.sqrt(h) + 1e-7"),
    ]),
    "S2-04": ("at a saddle the gradient is only near 0", [
        (CURVATURE, "recall", "true or false", "at a saddle it is only close to 0"),
    ]),
    "S2-06": ("a large momentum coefficient brakes", [
        (MOMENTUM, "form-a", "prediction", "smaller, since $\\mu$ brakes"),
        (HEAVY_BALL, "recall", "recall", "which coefficient brakes"),
    ]),
    "S2-09": ("Nesterov's step is a weighted average of two arrows", [
        (NESTEROV, "nesterov_why", "by hand", "the weighted average of velocity and gradient"),
    ]),
    "S2-11": ("AdaGrad scales by the size of past updates", [
        (ADAGRAD, "sentences", "true or false", "holds the size of past updates"),
    ]),
    "S2-14": ("RMSProp came because AdaGrad sticks at saddles", [
        (ADAGRAD, "adagrad_why", "by hand", "above all at saddle points"),
        (RMSPROP, "sentences", "true or false", "because AdaGrad gets stuck at saddles"),
    ]),
    "S2-16": ("RMSProp's average is added to itself", [
        (RMSPROP, "rmsprop-repair-task", "repair", "self.h[key] += self.decay_rate * self.h[key]"),
    ]),
    "S2-19": ("Adam's corrected moments are computed and not used", [
        (ADAM, "adam-repair-task", "repair", "self.lr * self.m[key] / (np.sqrt(self.v[key])"),
    ]),
    "S2-20": ("Adam's clock never advances", [
        (ADAM, "adam-repair-task", "repair", "Its constructor sets `self.t = 1`"),
    ]),
    "S2-21": ("the correction adds a bias", [
        (ADAM, "recall", "true or false", "It adds a bias, so that values don't jump"),
    ]),
    "S2-25": ("the learning rate is a pause in which a direction is sought", [
        (SCHEDULES, "recall", "true or false", "The learning rate is a pause"),
    ]),
    "S2-29": ("the inverse root divides by 0 at step 0", [
        (SCHEDULES, "inverse-sqrt-repair-text", "repair", "start at 0, where it divides by 0"),
    ]),
    "S2-32": ("BFGS raises a ranking, and by one", [
        (CURVATURE, "curvature_why", "by hand", "raises the matrix's ranking by 1"),
    ]),
    "S2-35": ("second-order methods go to minima", [
        (CURVATURE, "curvature_why", "by hand", "Second-order methods"),
    ]),
    "S2-38": ("the neuron update, for Newton's", [
        (CURVATURE, "curvature_why", "by hand", "gives the neuron update"),
    ]),
    "S3-05": ("small batches find flat minima and are therefore better", [
        (BATCHES, "sentences", "true or false", "A small batch ends in a flat minimum"),
    ]),
    "S3-14": ("momentum's step uses the gradient, not what was accumulated", [
        (MOMENTUM, "slip", "slip", "theta_t = theta_(t-1) - eta g_t"),
    ]),
    "S3-16": ("momentum keeps crossing the minimum and cannot converge", [
        (HEAVY_BALL, "predict", "prediction", "crossing the minimum, so it cannot converge"),
        (HEAVY_BALL, "crossing_why", "by hand", "crossing the minimum, so it cannot converge"),
    ]),
    "S3-20": ("the minimum is a peak's end, and Nesterov is always fast there", [
        (NESTEROV, "predict", "prediction", "Nesterov's limit at"),
        (NESTEROV, "why-read", "slip", "The minimum is the end point of a peak"),
        (NESTEROV, "nesterov_why", "by hand", "converges at larger rates than momentum"),
    ]),
    "S3-21": ("AdaGrad's sum records how much each parameter has changed", [
        MOVED, (ADAGRAD, "adagrad_why", "by hand", "how much each weight has changed"),
    ]),
    "S3-24": ("an average's window is that of a network connection", [
        (RMSPROP, "sentences", "true or false", "data that a receiver accepts at once"),
    ]),
    "S3-29": ("Adadelta has nothing to change", [
        (RMSPROP, "sentences", "true or false", "no learning rate, so nothing can be changed"),
    ]),
    "S3-34": ("Adam's four hyper-parameters under wrong names", [THREE]),
    "S4-02": ("following the gradient again and again is SGD", [
        (GD, "recall", "recall", "To move in the gradient's direction again and again"),
    ]),
    "S4-03": ("a comma for the dot and I for l in a constructor", [
        (GD, "sgd_repair_text", "repair", "self.lr = Ir"),
        (GD, "sgd_repair_text", "repair", "self,lr * grads[key]"),
    ]),
    "S4-04": ("a name misread, and no comma between two", [
        (BATCHES, "minibatch_grad_repair_text", "repair", "X_bathc y_batch = X[idx], y[idx]"),
    ]),
    "S4-05": ("two statements in one line", [
        ("00_start", "run_repair_text", "repair", "grad_fn(parans) optimizer.update("),
    ]),
    "S4-06": ("50 updates of SGD do not get near the minimum", [
        (GD, "sentences", "true or false", "Even 50 updates do not get near"),
    ]),
    "S4-07": ("SGD loses in the ravine, the other three win", [
        (HEAVY_BALL, "sentences", "slip", "inefficient on a ravine, so take momentum"),
    ]),
    "S4-08": ("without a force the velocity makes the ball descend", [
        (MOMENTUM, "slip", "slip", "makes the ball go down slowly"),
    ]),
    "S4-09": ("a letter for the comma between two arguments", [
        (MOMENTUM, "ravine-read", "repair", "lr=0.01z momentum=0.9"),
    ]),
    "S4-10": ("I for l in a name", [(GD, "sgd_repair_text", "repair", "= Ir")]),
    "S4-11": ("a comma for the dot of an attribute", [
        (GD, "sgd_repair_text", "repair", "step = self,lr *"),
    ]),
    "S4-12": ("momentum's loop runs on the first call only, once more", [ONCE]),
    "S4-13": ("what moved a lot gets a lower rate", [MOVED]),
    "S4-14": ("AdaGrad's update becomes 0, once more", [NEVER_ZERO]),
    "S4-15": ("1e-7 with a 0 too few", [
        (ADAGRAD, "sentences", "true or false", "The usual 1e-7 is 0.000001."),
    ]),
    "S4-17": ("the correction corrects hyper-parameters", [
        (ADAM, "recall", "true or false", "It corrects Adam's three hyper-parameters"),
    ]),
    "S4-18": ("code indented with no-break spaces", [
        ("00_start", "invisible", "slip", "Which character does Python refuse"),
    ]),
    "S4-19": ("Adam's shorter line with an ε that is not rescaled", [EPS_HAT]),
    "S4-20": ("the lines called a bias correction, once more", [NO_CORRECTION]),
    "S4-21": ("three hyper-parameters, and momentum for moment", [THREE]),
    "S4-24": ("SGD is slowest, by one run at usual rates", [
        (RACE, "predict", "prediction", "conclude that SGD is slowest"),
        (RACE, "report_why", "by hand", "SGD is the slowest; the others are faster"),
    ]),
}
