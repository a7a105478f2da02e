-- SPDX-FileCopyrightText: 2026 The Tierwatch authors
-- SPDX-License-Identifier: MIT
-- name: dashboard_totals
-- title: Dashboard totals
-- description: Money, receivables, payables, VAT and the result of the year on one day
-- param: as_of date 2026-10-31
-- tags: finance management
SELECT
    :as_of AS as_of,
    COUNT(*) AS postings,
    MAX(posted_on) AS last_posting,
    ROUND((SUM(CASE WHEN substr(debit, 1, 3) IN ('512', '531') THEN amount ELSE 0 END)
         - SUM(CASE WHEN substr(credit, 1, 3) IN ('512', '531') THEN amount ELSE 0 END)) / 100.0, 2) AS money,
    ROUND((SUM(CASE WHEN debit = '4111' THEN amount ELSE 0 END)
         - SUM(CASE WHEN credit = '4111' THEN amount ELSE 0 END)) / 100.0, 2) AS receivables,
    ROUND((SUM(CASE WHEN credit = '401' THEN amount ELSE 0 END)
         - SUM(CASE WHEN debit = '401' THEN amount ELSE 0 END)) / 100.0, 2) AS payables,
    ROUND((SUM(CASE WHEN credit IN ('4423', '4427') THEN amount ELSE 0 END)
         - SUM(CASE WHEN debit IN ('4423', '4427') THEN amount ELSE 0 END)) / 100.0, 2) AS vat_due,
    ROUND(SUM(CASE WHEN posted_on >= substr(:as_of, 1, 4) || '-01-01' AND substr(credit, 1, 1) = '7'
                   THEN amount ELSE 0 END) / 100.0, 2) AS income_of_year,
    ROUND(SUM(CASE WHEN posted_on >= substr(:as_of, 1, 4) || '-01-01' AND substr(debit, 1, 1) = '6'
                   THEN amount ELSE 0 END) / 100.0, 2) AS expenses_of_year,
    (SELECT ROUND(SUM(total) / 100.0, 2) FROM {schema}.invoices
     WHERE direction = 'issued' AND due_on < :as_of
       AND (settled_on IS NULL OR settled_on > :as_of)) AS overdue,
    (SELECT COUNT(*) FROM {schema}.invoices
     WHERE issued_on <= :as_of AND (settled_on IS NULL OR settled_on > :as_of)) AS open_invoices
FROM {schema}.act
WHERE posted_on <= :as_of
