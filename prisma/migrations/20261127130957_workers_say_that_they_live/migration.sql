-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "id" TEXT NOT NULL,
    "queues" TEXT[],
    "beganAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "beatAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("id")
);

