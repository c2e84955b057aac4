"""Patients of the debugging clinic: right and wrong Adams, and traces of sick optimizers."""

import numpy as np

__all__ = ["DISEASES", "RIGHT_ADAMS", "WRONG_ADAMS", "Adam", "made_of", "patient", "trace"]


class Adam:
    """Adam in parts (Kingma and Ba 2015, algorithm 1), of which a patient changes one."""

    exposed = ("beta1", "beta2", "eps", "lr", "m", "t", "update", "v")

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        """Keep the hyper-parameters; the state is made key by key."""
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        """Take one step, in `params`."""
        self.t += 1
        for key, g in grads.items():
            self.write(params, key, self.amount(self.place(key, g), g))

    def place(self, key, g):
        """Say under which name a key's state is kept."""
        return key

    def write(self, params, key, amount):
        """Take an amount off a param."""
        params[key] = np.asarray(params[key] - amount)

    def amount(self, place, g):
        """Give what is taken off."""
        return self.along(*self.estimates(place, g))

    def estimates(self, place, g):
        """Advance the moments and give them without their bias."""
        return self.corrected(*self.moments(place, np.asarray(g, dtype=float)))

    def moments(self, place, g):
        """Advance both moments and give them."""
        self.m[place] = self.first(self.m.get(place, 0.0), g)
        self.v[place] = self.second(self.v.get(place, 0.0), g)
        return self.m[place], self.v[place]

    def first(self, old, g):
        """Give the new first moment."""
        return self.average(old, g, self.beta1)

    def second(self, old, g):
        """Give the new second moment."""
        return self.average(old, g * g, self.beta2)

    def average(self, old, new, beta):
        """Give the new moving average."""
        return beta * old + (1 - beta) * new

    def corrected(self, m, v):
        """Take the bias out of both moments."""
        return m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)

    def along(self, m, v):
        """Give the step from corrected moments."""
        return self.lr * m / (np.sqrt(v) + self.eps)


def made_of(parts) -> type:
    """Make a new class, called Adam, of the right parts and these."""
    return type("Adam", (Adam,), dict(parts))


# -- the same path, written otherwise --------------------------------------------------------

def subtract_in_place(self, params, key, amount):
    params[key] -= amount


def advance_in_place(self, place, g):
    m, v = (state.setdefault(place, np.zeros_like(g)) for state in (self.m, self.v))
    m *= self.beta1
    m += (1 - self.beta1) * g
    v *= self.beta2
    v += (1 - self.beta2) * g**2
    return m, v


def advance_powers(self, params, grads):
    self.powers = [power * beta for power, beta in zip(
        getattr(self, "powers", (1, 1)), (self.beta1, self.beta2), strict=True)]
    Adam.update(self, params, grads)


def efficient_amount(self, place, g):
    """Kingma and Ba 2015, end of section 2: with the rescaled eps it is Algorithm 1's step."""
    m, v = self.moments(place, np.asarray(g, dtype=float))
    root = np.sqrt(1 - self.beta2**self.t)
    return self.lr * root / (1 - self.beta1**self.t) * m / (np.sqrt(v) + self.eps * root)


RIGHT_ADAMS = {
    "params[key] = params[key] - …": {},
    "params[key] -= …": {"write": subtract_in_place},
    "moments changed in place": {"moments": advance_in_place, "write": subtract_in_place},
    "powers of beta in the place of t": {
        "update": advance_powers,
        "corrected": lambda self, m, v: (m / (1 - self.powers[0]), v / (1 - self.powers[1]))},
    "the efficient form of the paper, its eps rescaled": {"amount": efficient_amount},
    "m += (1 - beta1)*(g - m), and v likewise": {
        "average": lambda self, old, new, beta: old + (1 - beta) * (new - old)},
}


# -- wrong Adams -----------------------------------------------------------------------------

def correction_stored(self, place, g):
    self.m[place], self.v[place] = Adam.estimates(self, place, g)
    return self.m[place], self.v[place]


def betas_exchanged(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    Adam.__init__(self, lr, beta2, beta1, eps)


def betas_fixed(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    Adam.__init__(self, lr, eps=eps)


def clock_per_key(self, params, grads):
    for key in grads:
        Adam.update(self, params, {key: grads[key]})


def clock_stuck(self, params, grads):
    self.t = 0
    Adam.update(self, params, grads)


def state_anew(self, params, grads):
    self.m, self.v = {}, {}
    Adam.update(self, params, grads)


def state_of_the_class(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    Adam.__init__(self, lr, beta1, beta2, eps)
    if not hasattr(type(self), "memory"):
        type(self).memory = {}, {}
    self.m, self.v = self.memory


def returns_new_params(self, params, grads):
    new = dict(params)
    Adam.update(self, new, grads)
    return new


def squares_gradients(self, params, grads):
    Adam.update(self, params, grads)
    for g in grads.values():
        if isinstance(g, np.ndarray) and g.flags.writeable:
            np.multiply(g, g, out=g)


def first_key_only(self, params, grads):
    Adam.update(self, params, dict(list(grads.items())[:1]))


def gradient_kept(self, place, g):
    """Advance the moments by the last gradient only now, from the array that held it."""
    m, v, last = self.m.get(place, (0.0, 0.0, None))
    if last is not None:
        m, v = self.first(m, last), self.second(v, last)
    self.m[place] = m, v, g
    return self.first(m, g), self.second(v, g)


WRONG_ADAMS = {
    "sign": {"along": lambda self, m, v: -Adam.along(self, m, v)},
    "no-correction": {"corrected": lambda self, m, v: (m, v)},
    "only-m-corrected": {"corrected": lambda self, m, v: (m / (1 - self.beta1**self.t), v)},
    "correction-multiplied": {"corrected": lambda self, m, v: (
        m * (1 - self.beta1**self.t), v * (1 - self.beta2**self.t))},
    "power-two": {"corrected": lambda self, m, v: (
        m / (1 - self.beta1**2), v / (1 - self.beta2**2))},
    "weights-swapped": {"average": lambda self, old, new, beta: (1 - beta) * old + beta * new},
    "one-minus-missing": {"average": lambda self, old, new, beta: beta * old + new},
    "returns-new-params": {"update": returns_new_params},
    "root-missing": {"along": lambda self, m, v: self.lr * m / (v + self.eps)},
    "v-absolute": {"second": lambda self, old, g: self.average(old, np.abs(g), self.beta2)},
    "correction-stored": {"estimates": correction_stored},
    "beta-times-t": {"corrected": lambda self, m, v: (
        m / (1 - self.beta1 * self.t), v / (1 - self.beta2 * self.t))},
    "clock-stuck": {"update": clock_stuck},
    "state-anew": {"update": state_anew},
    "v-never-forgets": {"second": lambda self, old, g: old + (1 - self.beta2) * g * g},
    "betas-exchanged": {"__init__": betas_exchanged},
    "betas-fixed": {"__init__": betas_fixed},
    "first-key-only": {"update": first_key_only},
    "clock-per-key": {"update": clock_per_key},
    # By shape, so that keys of different shapes don't make it stop with an error.
    "state-per-shape": {"place": lambda self, key, g: np.shape(g)},
    "state-of-the-class": {"__init__": state_of_the_class,
                           "place": lambda self, key, g: (key, np.shape(g))},
    "eps-inside": {"along": lambda self, m, v: self.lr * m / np.sqrt(v + self.eps)},
    "eps-missing": {"along": lambda self, m, v: self.lr * m / np.sqrt(v)},
    "eps-behind": {"along": lambda self, m, v: self.lr * (m / np.sqrt(v) + self.eps)},
    "changes-grads": {"update": squares_gradients},
    "gradient-kept": {"moments": gradient_kept},
    "after-100-steps": {"corrected": lambda self, m, v: (
        Adam.corrected(self, m, v) if self.t <= 100 else (m, v))},
}


# -- traces ----------------------------------------------------------------------------------

DISEASES = {  # label -> the optimizer that gets it
    "nesterov-velocity-too-early": "Nesterov", "momentum-sign": "Momentum",
    "no-correction": "Adam", "clock-per-worker": "Adam", "eps-inside": "Adam",
    "power-two": "Adam", "maximum-of-corrected": "AMSGrad", "l2-as-decay": "AdamW"}


def with_velocity(p, g, s, h, disease):
    """Take one step of Momentum or Nesterov."""
    sign = 1 if disease == "momentum-sign" else -1
    old, mu = s.get("v", 0), h["momentum"]
    s["v"] = mu * old + sign * h["lr"] * g
    if s["optimizer"] == "Momentum":
        return p + s["v"]
    velocity = s["v"] if disease == "nesterov-velocity-too-early" else old
    return p + mu**2 * velocity - (1 + mu) * h["lr"] * g


def with_moments(p, g, s, h, disease):
    """Take one step of Adam, AMSGrad or AdamW."""
    s["t"] = t = s.get("t", 0) + 1
    if disease == "l2-as-decay":
        g = g + h["weight_decay"] * p
    elif s["optimizer"] == "AdamW":
        p = p * (1 - h["lr"] * h["weight_decay"])
    m = s["m"] = h["beta1"] * s.get("m", 0) + (1 - h["beta1"]) * g
    v = s["v"] = h["beta2"] * s.get("v", 0) + (1 - h["beta2"]) * g**2
    clock = {"clock-per-worker": (t + 1) // 2, "power-two": 2, "no-correction": np.inf}.get(
        disease, t)
    m_hat, v_hat = m / (1 - h["beta1"]**clock), v / (1 - h["beta2"]**clock)
    if disease == "maximum-of-corrected":
        v_hat = s["largest"] = np.maximum(s.get("largest", 0), v_hat)
    elif s["optimizer"] == "AMSGrad":
        s["largest"] = np.maximum(s.get("largest", 0), v)
        v_hat = s["largest"] / (1 - h["beta2"]**clock)
    inside = disease == "eps-inside"
    root = np.sqrt(v_hat + h["eps"]) if inside else np.sqrt(v_hat) + h["eps"]
    return p - h["lr"] * m_hat / root


def trace(optimizer: str, hyper: dict, grads, start, disease: str = "healthy") -> dict:
    """Run an optimizer over given gradients and write down what it did.

    Args:
        optimizer: "Momentum", "Nesterov", "Adam", "AMSGrad" or "AdamW".
        hyper: all its hyper-parameters by name.
        grads: shape (T, n), the gradient of each update.
        start: shape (n,), the params before the first one.
        disease: "healthy" or a key of DISEASES.

    Returns:
        "optimizer", "hyper", "grads" and "params", which has shape (T + 1, n).
    """
    grads, params = np.array(grads, dtype=float), [np.array(start, dtype=float)]
    update, state = with_moments if "eps" in hyper else with_velocity, {"optimizer": optimizer}
    for g in grads:
        params.append(update(params[-1], g, state, hyper, disease))
    return {"optimizer": optimizer, "hyper": dict(hyper), "grads": grads,
            "params": np.array(params)}


def patient(optimizer: str, disease: str, seed: int, **instead: float) -> dict:
    """Make a trace in which the disease, or its absence, shows clearly.

    Args:
        optimizer, disease: as for `trace`.
        seed: the same one gives the same trace.
        instead: hyper-parameters in the place of those that are drawn.
    """
    rng = np.random.RandomState(seed)
    T, n = rng.randint(6, 41), rng.randint(1, 4)
    # Each gradient is another number, neither far from the others nor from 0.
    grads = rng.uniform(0.5, 2, (T, n)) * rng.choice([-1, 1], (T, n), p=[0.3, 0.7])
    start = np.round(rng.uniform(0.5, 2, n) * rng.choice([-1, 1], n), 2)
    hyper = {"lr": rounded(rng.uniform(0.02, 0.3))}
    if optimizer in ("Momentum", "Nesterov"):
        hyper["momentum"] = rounded(rng.uniform(0.5, 0.95))
    else:
        hyper |= {"beta1": rounded(rng.uniform(0.7, 0.95)), "beta2": rounded(
            1 - 10 ** rng.uniform(-3, -1)), "eps": rounded(10 ** rng.uniform(-8, -6))}
        # So near to eps that its place shows.
        grads *= 10 ** rng.uniform(-5, -4)
    if optimizer == "AMSGrad":
        grads *= rng.uniform(0.6, 0.8) ** np.arange(T)[:, None]
    if optimizer == "AdamW":
        hyper["weight_decay"] = rounded(rng.uniform(0.1, 0.5))
    return trace(optimizer, hyper | instead, grads, start, disease)


def rounded(number: float) -> float:
    """Round to three digits."""
    return float(f"{number:.3g}")
