-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "placeAmong" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "deletedInShopify" TIMESTAMPTZ(3),
ADD COLUMN     "lines" JSONB,
ADD COLUMN     "noteAttributes" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "shippingLines" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "wantedBy" DATE,
ADD COLUMN     "wantedDates" JSONB NOT NULL DEFAULT '[]';

