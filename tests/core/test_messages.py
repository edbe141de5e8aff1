import pytest

from isthmus.core.messages import Message, MessageError


def test_a_message_is_its_code_and_its_values():
    assert Message("count.found", n=3, names=["a", "b"]) == Message("count.found", n=3, names=("a", "b"))
    assert Message("count.found", n=3) != Message("count.found", n=4)
    assert Message("count.found", code=3).values == {"code": 3}


def test_a_message_goes_to_json_and_back_with_those_inside():
    whole = Message(
        "a.b", n=3, share=0.5, names=("x", "y"), why=Message("c.d", none=None), all=(Message("e.f"),)
    )
    assert Message.from_json(whole.as_json()) == whole


def test_an_error_shows_its_code_and_never_its_values():
    with pytest.raises(MessageError) as raised:
        raise MessageError(Message("source.unknown", name="somebody"))
    assert str(raised.value) == "source.unknown"
    assert "somebody" not in repr(raised.value)
