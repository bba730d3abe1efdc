-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "shippedInShopify" BOOLEAN NOT NULL DEFAULT false;

