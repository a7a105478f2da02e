-- SPDX-FileCopyrightText: 2026 The Tierwatch authors
-- SPDX-License-Identifier: MIT
-- name: trial_balance
-- title: Trial balance
-- description: Opening balance, turnover and closing balance of every account, for one month
-- param: year integer 2026
-- param: month integer 10
-- param: detail text account
-- tags: finance accounting
-- The detail is "account", "partner" or "cost_centre"
WITH period AS (
    SELECT printf('%04d-01-01', :year) AS year_start,
           printf('%04d-%02d-01', :year, :month) AS month_start,
           date(printf('%04d-%02d-01', :year, :month), '+1 month') AS next_month
),
sides AS (
    SELECT debit AS account, amount AS debit, 0 AS credit, posted_on, id_partner, cost_centre
    FROM {schema}.act
    UNION ALL
    SELECT credit, 0, amount, posted_on, id_partner, cost_centre
    FROM {schema}.act
),
turnover AS (
    SELECT account,
           CASE WHEN :detail = 'partner' AND account IN ('401', '4111') THEN id_partner
                WHEN :detail = 'cost_centre' THEN cost_centre END AS detail,
           SUM(CASE WHEN posted_on < year_start THEN debit - credit ELSE 0 END) AS opening,
           SUM(CASE WHEN posted_on >= year_start THEN debit ELSE 0 END) AS year_debit,
           SUM(CASE WHEN posted_on >= year_start THEN credit ELSE 0 END) AS year_credit,
           SUM(CASE WHEN posted_on >= month_start THEN debit ELSE 0 END) AS month_debit,
           SUM(CASE WHEN posted_on >= month_start THEN credit ELSE 0 END) AS month_credit,
           SUM(debit - credit) AS closing
    FROM sides, period
    WHERE posted_on < next_month
    GROUP BY 1, 2
)
SELECT t.account, a.name, t.detail, p.name AS partner,
       ROUND(t.opening / 100.0, 2) AS opening,
       ROUND(t.month_debit / 100.0, 2) AS month_debit,
       ROUND(t.month_credit / 100.0, 2) AS month_credit,
       ROUND(t.year_debit / 100.0, 2) AS year_debit,
       ROUND(t.year_credit / 100.0, 2) AS year_credit,
       ROUND(t.closing / 100.0, 2) AS closing
FROM turnover t
JOIN {schema}.accounts a ON a.code = t.account
LEFT JOIN {schema}.partners p ON :detail = 'partner' AND p.id_partner = t.detail
ORDER BY t.account, t.detail
