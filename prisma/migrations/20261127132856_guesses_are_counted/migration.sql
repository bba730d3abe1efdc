-- CreateTable
CREATE TABLE "LinkTry" (
    "shopId" UUID NOT NULL,
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "visitor" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,

    CONSTRAINT "LinkTry_pkey" PRIMARY KEY ("shopId","minute","visitor")
);

-- CreateIndex
CREATE INDEX "LinkTry_minute_idx" ON "LinkTry"("minute");

-- AddForeignKey
ALTER TABLE "LinkTry" ADD CONSTRAINT "LinkTry_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

