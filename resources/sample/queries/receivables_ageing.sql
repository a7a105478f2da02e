-- SPDX-FileCopyrightText: 2026 The Tierwatch authors
-- SPDX-License-Identifier: MIT
-- name: receivables_ageing
-- title: Receivables ageing
-- description: What each customer owes on one day, by how long it is overdue
-- param: as_of date 2026-10-31
-- param: currency text ALL
-- tags: finance receivables
WITH received AS (
    SELECT id_invoice, SUM(amount) AS amount
    FROM {schema}.act
    WHERE credit = '4111' AND posted_on <= :as_of
    GROUP BY id_invoice
),
open_invoices AS (
    SELECT i.id_partner, i.due_on, i.total - COALESCE(r.amount, 0) AS owed
    FROM {schema}.invoices i
    LEFT JOIN received r ON r.id_invoice = i.id_invoice
    WHERE i.direction = 'issued' AND i.issued_on <= :as_of
      AND (:currency = 'ALL' OR i.currency = :currency)
),
overdue AS (
    SELECT id_partner, owed, julianday(:as_of) - julianday(due_on) AS days
    FROM open_invoices
    WHERE owed > 0
)
SELECT p.id_partner, p.name, p.city, p.agent,
       COUNT(*) AS invoices,
       ROUND(SUM(owed) / 100.0, 2) AS owed,
       ROUND(SUM(CASE WHEN days <= 0 THEN owed ELSE 0 END) / 100.0, 2) AS not_due,
       ROUND(SUM(CASE WHEN days BETWEEN 1 AND 30 THEN owed ELSE 0 END) / 100.0, 2) AS days_1_30,
       ROUND(SUM(CASE WHEN days BETWEEN 31 AND 60 THEN owed ELSE 0 END) / 100.0, 2) AS days_31_60,
       ROUND(SUM(CASE WHEN days BETWEEN 61 AND 90 THEN owed ELSE 0 END) / 100.0, 2) AS days_61_90,
       ROUND(SUM(CASE WHEN days > 90 THEN owed ELSE 0 END) / 100.0, 2) AS over_90
FROM overdue o
JOIN {schema}.partners p ON p.id_partner = o.id_partner
GROUP BY p.id_partner
ORDER BY owed DESC, p.id_partner
