-- CreateTable
CREATE TABLE "OrderReading" (
    "shopId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "turn" UUID NOT NULL,
    "beganAt" TIMESTAMPTZ(3) NOT NULL,
    "phase" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "after" TEXT,
    "isLastPage" BOOLEAN NOT NULL DEFAULT false,
    "todo" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "read" INTEGER NOT NULL DEFAULT 0,
    "untold" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "restarts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "OrderReading_pkey" PRIMARY KEY ("shopId","kind")
);

-- AddForeignKey
ALTER TABLE "OrderReading" ADD CONSTRAINT "OrderReading_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

