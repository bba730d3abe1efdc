-- CreateTable
CREATE TABLE "BegunUpload" (
    "shopId" UUID NOT NULL,
    "storageKey" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "begunAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "BegunUpload_pkey" PRIMARY KEY ("shopId","storageKey")
);

-- CreateIndex
CREATE INDEX "BegunUpload_begunAt_idx" ON "BegunUpload"("begunAt");

-- AddForeignKey
ALTER TABLE "BegunUpload" ADD CONSTRAINT "BegunUpload_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

