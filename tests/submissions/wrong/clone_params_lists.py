# expect: clone_params wrong -
def clone_params(params):
    return {key: value.tolist() for key, value in params.items()}
