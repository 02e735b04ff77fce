"""The model card's pictures, and the section of it that `tables` writes."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

BEGIN, END = "<!-- measured: written by `python -m models.train tables` -->", "<!-- /measured -->"
# Pictures are shown with every pixel doubled.
ZOOM = 2
GAP = 6
LABEL = 18
SHEET_CLIPS = 4


def pictures(clips, folder, methods, without):
    """Writes sheet.webp and profiles.webp. `methods`: {name: (model, options)}; `without`: the model without its consistency over time."""
    sheet(clips, methods).save(folder / "sheet.webp", quality=82, method=6)
    profiles(clips, methods, without).save(folder / "profiles.webp", quality=82, method=6)


def sheet(clips, methods):
    """Middle frames: two degradations of every clip, in turn, by every method."""
    conditions = list(clips.small[0])
    outs = {condition: {name: clips.restored(condition, *how) for name, how in methods.items()} for condition in conditions}
    rows = []
    for number, title in list(enumerate(clips.titles))[:SHEET_CLIPS]:
        for condition in (conditions[number % len(conditions)], conditions[(number + 2) % len(conditions)]):
            small = clips.small[number][condition]
            middle = len(small) // 2
            cells = {
                "input": np.repeat(np.repeat(small[middle], 4, axis=0), 4, axis=1).astype(np.float32) / 255,
                "bicubic": clips.bicubic(condition)[number][middle],
                **{name: outs[condition][name][number][middle] for name in methods},
                "truth": clips.truths[number][middle],
            }
            rows.append((f"{title}: {condition}", cells))
    return laid_out(rows, stretch=1)


def profiles(clips, methods, without):
    """The middle row of every frame, time downwards."""
    outs = {
        "bicubic": clips.bicubic("complex"),
        **{name: clips.restored("complex", *how) for name, how in methods.items()},
        "Nano, each window alone": clips.restored("complex", *without),
        "truth": clips.truths,
    }
    rows = []
    for number, title in list(enumerate(clips.titles))[:SHEET_CLIPS]:
        rows.append((title, {name: clip[number][:, clip[number].shape[1] // 2] for name, clip in outs.items()}))
    return laid_out(rows, stretch=4)


def laid_out(rows, *, stretch):
    """[(label, {method: [H, W, 3] in 0..1})] as one picture with labels; `stretch`: how much taller than wide a pixel is shown."""
    names = list(rows[0][1])
    height, width = (side * ZOOM for side in rows[0][1][names[0]].shape[:2])
    height *= stretch
    page = Image.new("RGB", (len(names) * (width + GAP) - GAP, LABEL + len(rows) * (LABEL + height + GAP) - GAP), "white")
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(13)
    for column, name in enumerate(names):
        draw.text((column * (width + GAP) + 2, 1), name, fill="black", font=font)
    for line, (label, cells) in enumerate(rows):
        top = LABEL + line * (LABEL + height + GAP)
        draw.text((2, top + 1), label, fill="black", font=font)
        for column, name in enumerate(names):
            cell = Image.fromarray(np.round(cells[name] * 255).clip(0, 255).astype(np.uint8))
            page.paste(cell.resize((width, height), Image.Resampling.NEAREST), (column * (width + GAP), top + LABEL))
    return page


def write_section(path, text):
    """Puts `text` between the marks of the card; a card without them is refused."""
    card = path.read_text()
    if card.count(BEGIN) != 1 or card.count(END) != 1:
        raise SystemExit(f"{path} needs the lines {BEGIN} and {END}, once each: what is measured goes between them.")
    before, rest = card.split(BEGIN)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.split(END)[1]}")
