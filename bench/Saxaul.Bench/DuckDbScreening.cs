using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DuckDB.NET.Data;
using Saxaul.Facts;

namespace Saxaul.Bench;

/// <summary>
/// The twelve rules of the acceptance policy as one query of DuckDB over the same facts, in memory. Amounts are whole fen in BIGINT, so that comparisons are exact
/// without decimals: "net income a head under 5,000 yuan" is "net income under 500,000 fen a member". Codes are ENUMs, members a table of their own.
/// </summary>
internal sealed class DuckDbScreening : IDisposable
{
    private const string Screening = """
        WITH members AS (
            SELECT county, household, count(*) AS size,
                bool_or(age BETWEEN 6 AND 15 AND schooling IN ('dropout', 'none')) AS dropout,
                bool_or(NOT insured) AS uninsured,
                bool_or(ability IN ('ordinary', 'skilled')) AS able,
                bool_and(coalesce(work_place = 'none', false)) AS idle,
                bool_or(health = 'serious' OR disability IN ('grade_1', 'grade_2')) AS severe
            FROM member GROUP BY county, household
        ), households AS (
            SELECT *, greatest(wages + business + property + transfer - business_cost, 0) * CASE WHEN business_cost IS NULL OR wages + business + property + transfer IS NULL THEN NULL ELSE 1 END AS net,
                medical_spending + schooling_spending + disaster_loss AS rigid
            FROM household JOIN members USING (county, household)
        )
        SELECT
            count(*) FILTER (WHERE net < 500000 * size) AS "income",
            count(*) FILTER (WHERE last_year_net_income_per_head > 0 AND net * 100 <= last_year_net_income_per_head * 70 * size AND net < 800000 * size) AS "income-fall",
            count(*) FILTER (WHERE medical_spending >= 2000000 OR kind <> 'edge' AND medical_spending >= 500000) AS "medical",
            count(*) FILTER (WHERE schooling_spending > 1000000) AS "schooling",
            count(*) FILTER (WHERE disaster_loss >= 300000) AS "disaster",
            count(*) FILTER (WHERE rigid * 100 > net * 50) AS "rigid-spending",
            count(*) FILTER (WHERE dropout) AS "dropout",
            count(*) FILTER (WHERE house_grade IN ('c', 'd')) AS "housing",
            count(*) FILTER (WHERE water_fault OR NOT water_safe) AS "water",
            count(*) FILTER (WHERE uninsured) AS "uninsured",
            count(*) FILTER (WHERE able AND idle) AS "no-work",
            count(*) FILTER (WHERE severe AND net < 600000 * size) AS "severe-health"
        FROM households
        """;

    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    public DuckDbScreening(FactShape shape, IReadOnlyList<CountyFacts> counties)
    {
        connection.Open();
        Execute($"SET threads = {Environment.ProcessorCount}");
        foreach (var fact in shape.Household.Concat(shape.Member).Where(fact => fact.Codes.Count > 0))
            Execute($"CREATE TYPE {TypeOf(fact)} AS ENUM ({string.Join(", ", fact.Codes.Select(code => $"'{code}'"))})");
        Execute($"CREATE TABLE household (county INTEGER, household BIGINT, {string.Join(", ", shape.Household.Select(fact => $"{fact.Name} {TypeOf(fact)}"))})");
        Execute($"CREATE TABLE member (county INTEGER, household BIGINT, {string.Join(", ", shape.Member.Select(fact => $"{fact.Name} {TypeOf(fact)}"))})");
        foreach (var county in counties)
            Load(county);
    }

    public string Version => connection.ServerVersion;

    /// <summary>Households that meet each rule.</summary>
    public IReadOnlyDictionary<string, int> Count()
    {
        using var command = connection.CreateCommand();
        command.CommandText = Screening;
        using var reader = command.ExecuteReader();
        reader.Read();
        return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => Convert.ToInt32(reader.GetValue(column), CultureInfo.InvariantCulture));
    }

    private void Load(CountyFacts county)
    {
        using (var households = connection.CreateAppender("household"))
        {
            for (var row = 0; row < county.Households.Length; row++)
            {
                var line = households.CreateRow().AppendValue(county.CountyKey).AppendValue(county.Households[row]);
                foreach (var column in county.OfHouseholds)
                    Append(line, column, row);
                line.EndRow();
            }
        }
        using var members = connection.CreateAppender("member");
        for (var row = 0; row < county.Households.Length; row++)
        {
            foreach (var person in county.MembersOf(row))
            {
                var line = members.CreateRow().AppendValue(county.CountyKey).AppendValue(county.Households[row]);
                foreach (var column in county.OfPersons)
                    Append(line, column, person);
                line.EndRow();
            }
        }
    }

    private static void Append(IDuckDBAppenderRow line, FactColumn column, int row)
    {
        if (column[row] is not { } value)
            line.AppendNullValue();
        else if (column.Fact.Kind == FactKind.YesNo)
            line.AppendValue((bool?)(value != 0));
        else if (column.Fact.Codes.Count > 0)
            line.AppendValue(column.Fact.Codes[(int)value]);
        else
            line.AppendValue((long?)value);
    }

    private static string TypeOf(Fact fact) => fact.Kind == FactKind.YesNo ? "BOOLEAN" : fact.Codes.Count > 0 ? $"codes_of_{(fact.About == FactAbout.Member ? "member_" : "")}{fact.Name}" : "BIGINT";

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => connection.Dispose();
}
