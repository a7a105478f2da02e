-- SPDX-FileCopyrightText: 2026 The Tierwatch authors
-- SPDX-License-Identifier: MIT
-- name: invoices_by_month
-- title: Invoices by month
-- description: Invoiced, paid and still open amounts by month, for one county or all
-- param: year integer 2026
-- param: currency text RON
-- param: county text ALL
-- tags: finance sales
WITH payments AS (
    SELECT id_invoice, SUM(amount) AS amount
    FROM {schema}.act
    WHERE credit = '4111' OR debit = '401'
    GROUP BY id_invoice
),
settled AS (
    SELECT i.direction, substr(i.issued_on, 1, 7) AS month, i.id_partner, i.net, i.vat, i.total,
           COALESCE(y.amount, 0) AS paid,
           julianday(i.settled_on) - julianday(i.issued_on) AS days_to_pay
    FROM {schema}.invoices i
    JOIN {schema}.partners p ON p.id_partner = i.id_partner
    LEFT JOIN payments y ON y.id_invoice = i.id_invoice
    WHERE i.issued_on BETWEEN printf('%04d-01-01', :year) AND printf('%04d-12-31', :year)
      AND (:currency = 'ALL' OR i.currency = :currency)
      AND (:county = 'ALL' OR p.county = :county)
)
SELECT direction, month,
       COUNT(*) AS invoices,
       COUNT(DISTINCT id_partner) AS partners,
       ROUND(SUM(net) / 100.0, 2) AS net,
       ROUND(SUM(vat) / 100.0, 2) AS vat,
       ROUND(SUM(total) / 100.0, 2) AS invoiced,
       ROUND(SUM(paid) / 100.0, 2) AS paid,
       ROUND(SUM(total - paid) / 100.0, 2) AS still_open,
       ROUND(AVG(days_to_pay), 1) AS days_to_pay
FROM settled
GROUP BY direction, month
ORDER BY direction, month
