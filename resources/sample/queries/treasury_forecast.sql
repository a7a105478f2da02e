-- SPDX-FileCopyrightText: 2026 The Tierwatch authors
-- SPDX-License-Identifier: MIT
-- name: treasury_forecast
-- title: Treasury forecast
-- description: Money expected in and out in the coming weeks, by the habits of each partner
-- param: as_of date 2026-10-31
-- param: currency text RON
-- param: weeks integer 13
-- tags: finance treasury
WITH habits AS (
    SELECT id_partner, AVG(julianday(settled_on) - julianday(due_on)) AS late
    FROM {schema}.invoices
    WHERE settled_on <= :as_of
    GROUP BY id_partner
),
open_invoices AS (
    SELECT i.direction, i.total_currency,
           julianday(i.due_on) + COALESCE(h.late, 0) - julianday(:as_of) AS days_left
    FROM {schema}.invoices i
    LEFT JOIN habits h ON h.id_partner = i.id_partner
    WHERE i.currency = :currency AND i.issued_on <= :as_of
      AND (i.settled_on IS NULL OR i.settled_on > :as_of)
),
weekly AS (
    SELECT MAX(0, CAST(days_left / 7 AS INTEGER)) AS week,
           SUM(CASE WHEN direction = 'issued' THEN total_currency ELSE 0 END) AS inflow,
           SUM(CASE WHEN direction = 'received' THEN total_currency ELSE 0 END) AS outflow
    FROM open_invoices
    GROUP BY 1
),
money AS (
    SELECT SUM(CASE WHEN debit IN ('5121', '5124') THEN amount ELSE 0 END)
         - SUM(CASE WHEN credit IN ('5121', '5124') THEN amount ELSE 0 END) AS bani
    FROM {schema}.act
    WHERE posted_on <= :as_of
      AND id_bank IN (SELECT id_bank FROM {schema}.bank_accounts WHERE currency = :currency)
)
SELECT w.week, date(:as_of, '+' || (w.week * 7) || ' days') AS from_day,
       ROUND(w.inflow / 100.0, 2) AS inflow,
       ROUND(w.outflow / 100.0, 2) AS outflow,
       ROUND(SUM(w.inflow - w.outflow) OVER (ORDER BY w.week) / 100.0, 2) AS change_so_far,
       ROUND(m.bani / 100.0, 2) AS moved_through_banks_lei
FROM weekly w, money m
WHERE w.week < :weeks
ORDER BY w.week
