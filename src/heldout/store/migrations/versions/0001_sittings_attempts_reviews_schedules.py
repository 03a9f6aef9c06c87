"""The first schema: sittings, attempts, reviews, schedules.

A migration is history: it imports nothing of Heldout, and is not changed after a release.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From nothing to 0001."""
    create_sittings()
    create_attempts()
    create_reviews()
    create_schedules()


def create_sittings() -> None:
    """Who sat at which variant."""
    op.create_table(
        "sittings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner", sa.Text(), server_default="me", nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("hints", sa.Integer(), server_default="0", nullable=False),
        sa.Column("hinted_at", MOMENT, nullable=True),
        sa.Column("revealed_at", MOMENT, nullable=True),
        sa.CheckConstraint("hints >= 0", name=op.f("ck_sittings_hints")),
        sa.CheckConstraint("seed >= 0", name=op.f("ck_sittings_seed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
        sa.UniqueConstraint(
            "learner",
            "question_id",
            "hash",
            "seed",
            name=op.f("uq_sittings_learner_question_id_hash_seed"),
        ),
    )


def create_attempts() -> None:
    """Every reply, with its verdict once there is one."""
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner", sa.Text(), server_default="me", nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.CheckConstraint("hints >= 0", name=op.f("ck_attempts_hints")),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_attempts_sitting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_sitting_id"), "attempts", ["sitting_id"])
    unjudged = sa.text("verdict IS NULL")
    op.create_index(
        op.f("ix_attempts_unjudged"),
        "attempts",
        ["id"],
        sqlite_where=unjudged,
        postgresql_where=unjudged,
    )


def create_reviews() -> None:
    """What the memory model was told of a sitting, once."""
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner", sa.Text(), server_default="me", nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 4", name=op.f("ck_reviews_rating")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_reviews_score")),
        sa.CheckConstraint("hints >= 0", name=op.f("ck_reviews_hints")),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_reviews_sitting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("sitting_id", name=op.f("uq_reviews_sitting_id")),
    )


def create_schedules() -> None:
    """Where each question stands in memory."""
    op.create_table(
        "schedules",
        sa.Column("learner", sa.Text(), server_default="me", nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("scheduler", sa.Text(), nullable=False),
        sa.CheckConstraint("reviews >= 1", name=op.f("ck_schedules_reviews")),
        sa.PrimaryKeyConstraint("learner", "question_id", name=op.f("pk_schedules")),
    )
