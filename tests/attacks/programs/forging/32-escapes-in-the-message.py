# 32 Raises a message full of terminal, HTML and Markdown code.
# against: stable-softmax
# must: not right


def softmax(x, axis=-1):
    raise ValueError(
        "\x1b[2J\x1b]0;owned\x07\x9b31m\x08\r\x00\u202eevil\u2066\ud800"
        "<script>alert(1)</script><img src=x onerror=alert(1)>![a](http://a.example/b)`[bold]`"
    )
