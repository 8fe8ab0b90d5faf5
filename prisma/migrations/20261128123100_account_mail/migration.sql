-- How many mails about accounts went out and failed in a day, for the owners of the installation.
CREATE TABLE "account_mail_days" (
    "day" DATE NOT NULL,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_mail_days_pkey" PRIMARY KEY ("day")
);
