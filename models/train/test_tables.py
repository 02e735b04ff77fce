"""What the card is made with: python -m pytest models/train"""

import json

import numpy as np
import pytest

from .card import BEGIN, END, write_section
from .curves import read_log, smooth
from .engine import ROOT
from .tables import COLUMNS, compared, markdown, of_different_pictures, small_clips


def scores(value):
    return dict.fromkeys(COLUMNS, value)


def test_differences_are_paired_by_clip():
    first, other = [scores(1.0), scores(5.0), scores(9.0)], [scores(1.5), scores(5.5), scores(10.5)]

    row = compared(other, first)

    # Differences 0.5, 0.5, 1.5: their deviation is 0.577, whatever lies between the clips.
    assert row["mean"]["psnr"] == pytest.approx(17.5 / 3)
    assert row["difference"]["psnr"] == pytest.approx(2.5 / 3)
    assert row["error"]["psnr"] == pytest.approx(1 / 3)


def test_a_table_shows_differences_and_what_is_not_measured():
    rows = {"a": compared([scores(1.0), scores(2.0)]), "b": compared([scores(2.0), scores(3.0)], [scores(1.0), scores(2.0)]), "truth": {"mean": {}}}

    lines = markdown(rows, ("psnr",)).splitlines()

    assert [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]] == [
        ["a", "1.50"],
        ["b", "2.50 (+1.00 ± 0.00)"],
        ["truth", "–"],
    ]


def test_the_section_is_replaced_and_nothing_else(tmp_path):
    card = tmp_path / "README.md"
    card.write_text(f"above\n\n{BEGIN}\n\nold\n\n{END}\n\nbelow\n")

    write_section(card, "new")

    assert card.read_text() == f"above\n\n{BEGIN}\n\nnew\n\n{END}\n\nbelow\n"


def test_a_card_without_marks_is_refused(tmp_path):
    card = tmp_path / "README.md"
    card.write_text("a card\n")

    with pytest.raises(SystemExit, match="needs the lines"):
        write_section(card, "new")

    assert card.read_text() == "a card\n"


def test_a_log_counts_repeated_steps_once(tmp_path):
    entries = [("stage0", 20, 3.0), ("stage0", 40, 2.0), ("stage0", 40, 1.5), ("stage1", 20, 4.0)]
    (tmp_path / "denoiser.jsonl").write_text("".join(json.dumps({"stage": a, "step": b, "loss": c}) + "\n" for a, b, c in entries))

    found = [(stage, steps.tolist(), losses.tolist()) for stage, steps, losses in read_log(tmp_path / "denoiser.jsonl")]

    assert found == [("stage0", [20, 40], [3.0, 1.5]), ("stage1", [20], [4.0])]


def test_a_smoothed_curve_keeps_length_and_level():
    assert smooth(np.full(40, 2.0)) == pytest.approx(np.full(40, 2.0))


def test_clips_are_of_different_pictures():
    clips = ({"title": title, "number": number} for number, title in enumerate("aabacd"))

    assert [clip["number"] for clip in of_different_pictures(clips, 3)] == [0, 2, 4]
    assert next(clips)["title"] == "d"


def test_degradations_of_the_card_are_the_same_every_time_and_differ():
    clip = {"blur": np.random.default_rng(3).integers(0, 256, (4, 16, 16, 3), dtype=np.uint8)}
    clip["full"] = clip["blur"][::-1]

    once, again = small_clips(clip, 2), small_clips(clip, 2)

    assert all(np.array_equal(once[name], again[name]) for name in once)
    assert all(once[name].shape == (4, 16, 16, 3) and not np.array_equal(once[name], clip["blur"]) for name in ("noise", "compression"))


def test_the_package_and_its_card_stay_within_their_sizes():
    sizes = [path.stat().st_size for path in (ROOT / "models/packages/interweave-nano").iterdir()]

    assert max(sizes) <= 15e6
    assert sum(sizes) <= 24e6
