#!/usr/bin/env python3
"""Writes schedule-histories.txt: review histories with what the reference implementation of FSRS-6 makes of them.

Run with the reference pinned:  pip install fsrs==6.3.2 && python3 make-schedule-histories.py > schedule-histories.txt

One history a line, fields separated by tabs:
  retention, learning steps, relearning steps (seconds, comma-separated), maximum interval, then for each review
  "seconds-since-the-last:rating:phase+step:stability:difficulty:due-after-seconds:retrievability-before".
The weights are the published ones, except in histories that begin with "w=" and 21 weights.
"""
import random
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

assert version("fsrs") == "6.3.2", version("fsrs")
COUNT = 1200
STEPS = [((60, 600), (600,)), ((60, 600), (600,)), ((), ()), ((300,), (120, 1200)), ((60, 600, 3600), ())]
START = datetime(2026, 1, 5, 9, 0, tzinfo=timezone.utc)
chance = random.Random(20260105)


def pause(card):
    """Mostly when the item is due, at times early, late or on the same day."""
    kind = chance.random()
    until_due = max(0, int((card.due - card.last_review).total_seconds())) if card.last_review else 0
    if kind < 0.5:
        return until_due + chance.randrange(0, 7200)
    if kind < 0.65:
        return chance.randrange(1, 86400)
    if kind < 0.8:
        return int(until_due * chance.uniform(0.2, 1.0)) + 1
    return int(until_due * chance.uniform(1.0, 4.0)) + chance.randrange(0, 10 * 86400)


def weights():
    """The published weights, each moved by up to a tenth."""
    moved = [round(w * chance.uniform(0.9, 1.1), 4) for w in DEFAULT_PARAMETERS]
    return [min(max(w, low), high) for w, low, high in zip(moved, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS)]


for number in range(COUNT):
    learning, relearning = STEPS[number % len(STEPS)]
    retention = chance.choice([0.9, 0.9, 0.7, 0.8, 0.85, 0.95, 0.97])
    maximum = chance.choice([36500, 36500, 36500, 365, 30])
    fields = []
    parameters = DEFAULT_PARAMETERS
    if number % 4 == 3:
        parameters = weights()
        fields.append("w=" + ",".join(f"{w:g}" for w in parameters))
        parameters = [float(f"{w:g}") for w in parameters]
    fields += [f"{retention:g}", ",".join(map(str, learning)), ",".join(map(str, relearning)), str(maximum)]
    scheduler = Scheduler(
        parameters, retention, [timedelta(seconds=s) for s in learning],
        [timedelta(seconds=s) for s in relearning], maximum, enable_fuzzing=False)
    card, now = Card(card_id=number, due=START), START
    forgetful = chance.random() * 0.4
    for _ in range(chance.randrange(4, 17)):
        wait = 0 if card.last_review is None else pause(card)
        now += timedelta(seconds=wait)
        before = scheduler.get_card_retrievability(card, now)
        grade = Rating.Again if chance.random() < forgetful else Rating(chance.choice([2, 3, 3, 3, 4]))
        card, _log = scheduler.review_card(card, grade, now)
        fields.append(":".join([
            str(wait), str(int(grade)), card.state.name[:3] + ("" if card.step is None else str(card.step)),
            f"{card.stability:.12g}", f"{card.difficulty:.12g}", str(int((card.due - now).total_seconds())),
            f"{before:.12g}"]))
        # A date has to stay within the calendar.
        if now.year > 2500:
            break
    print("\t".join(fields))
