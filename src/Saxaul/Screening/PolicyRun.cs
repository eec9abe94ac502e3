using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Feel;

namespace Saxaul.Screening;

/// <summary>What a rule says of a household.</summary>
public enum Verdict
{
    No,
    Yes,

    /// <summary>Facts are missing that would decide it.</summary>
    Undecided,
}

/// <summary>One thread's work of applying a policy, with the figures of one day, to household after household.</summary>
internal sealed class PolicyRun
{
    private readonly Policy policy;
    private readonly Evaluation evaluation = new();
    private readonly FeelValue[] inputs;
    private readonly List<(int Input, int Column)> columns = [];
    private readonly int membersInput;
    private readonly FeelShape memberShape;
    private readonly int[] memberColumns;
    private readonly Dictionary<Fact, FeelValue[]> codes = [];
    private CountyFacts? facts;
    private FeelValue[][] codesOfColumn = [];
    private FeelValue[][] codesOfMember = [];

    // No value outlives its household, so that the members of one household and of the next may share their contexts.
    private readonly List<(FeelValue[] Values, FeelValue Context)> members = [];
    private readonly Dictionary<int, FeelValue[]> memberLists = [];
    private int row;
    private IReadOnlySet<long>? but;

    public PolicyRun(Policy policy, DateOnly on)
    {
        this.policy = policy;
        var names = policy.Program.InputNames;
        inputs = new FeelValue[names.Count];
        membersInput = -1;
        for (var input = 0; input < names.Count; input++)
        {
            if (names[input] == Policy.Members)
                membersInput = input;
            else if (policy.Shape.HouseholdIndex(names[input]) is >= 0 and var column)
                columns.Add((input, column));
            else if (policy.Definition.Figures.First(figure => figure.Name == names[input]).On(on) is { } figure)
                inputs[input] = figure.Value;
        }
        memberColumns = [.. policy.MemberFacts];
        memberShape = new FeelShape([.. memberColumns.Select(column => policy.Shape.Member[column].Name)]);
    }

    /// <summary>Turns to a household.</summary>
    /// <param name="without">Members of whom nothing is known any more and nothing is asked: rules see the others alone, to say what would be decided then.</param>
    public void Begin(CountyFacts of, int householdRow, IReadOnlySet<long>? without = null)
    {
        but = without;
        if (!ReferenceEquals(facts, of))
        {
            facts = of;
            codesOfColumn = [.. columns.Select(one => CodesOf(of.OfHouseholds[one.Column].Fact))];
            codesOfMember = [.. memberColumns.Select(column => CodesOf(of.OfPersons[column].Fact))];
        }
        row = householdRow;
        for (var i = 0; i < columns.Count; i++)
            inputs[columns[i].Input] = ToFeel(of.OfHouseholds[columns[i].Column], row, codesOfColumn[i]);
        if (membersInput >= 0)
            inputs[membersInput] = MembersOf(of);
        policy.Program.Begin(evaluation, inputs);
    }

    /// <summary>What a rule says; what is neither true nor false is undecided.</summary>
    public Verdict Decide(Rule rule)
    {
        var value = policy.Program.Decide(evaluation, rule.Decision);
        return value.IsTrue ? Verdict.Yes : value.IsFalse ? Verdict.No : Verdict.Undecided;
    }

    /// <summary>The value of a fact, figure or derived name for the household.</summary>
    public FeelValue ValueOf(string name)
    {
        var decision = policy.Program.IndexOf(name);
        if (decision >= 0)
            return policy.Program.Decide(evaluation, decision);
        for (var input = 0; input < inputs.Length; input++)
        {
            if (policy.Program.InputNames[input] == name)
                return inputs[input];
        }
        return default;
    }

    /// <summary>What is kept with a warning of the rule.</summary>
    public string Figures(Rule rule) => Reason.ToJson(rule.Shown, ValueOf);

    /// <summary>
    /// What the rule looks at and is unknown for the household, by name; a member's fact as members.NAME. Where every fact is there and the rule still
    /// cannot be decided, the derived value that cannot be: a fall from last year's zero.
    /// </summary>
    public IEnumerable<string> Missing(Rule rule)
    {
        var found = false;
        foreach (var input in rule.Inputs)
        {
            if (!inputs[input].IsNull || input == membersInput)
                continue;
            found = true;
            yield return policy.Program.InputNames[input];
        }
        foreach (var column in rule.MemberFacts)
        {
            if (!IsUnknownOfSomebody(column))
                continue;
            found = true;
            yield return $"{Policy.Members}.{policy.Shape.Member[column].Name}";
        }
        foreach (var name in found ? [] : rule.Shown)
        {
            if (ValueOf(name).IsNull)
                yield return name;
        }
    }

    private bool IsUnknownOfSomebody(int column)
    {
        foreach (var person in Members(facts!))
        {
            if (facts!.OfPersons[column][person] is null)
                return true;
        }
        return false;
    }

    private ReadOnlySpan<int> Members(CountyFacts of)
    {
        var all = of.MembersOf(row);
        return but is null ? all : all.ToArray().Where(person => !but.Contains(of.Persons[person])).ToArray();
    }

    private FeelValue MembersOf(CountyFacts of)
    {
        var rows = Members(of);
        if (!memberLists.TryGetValue(rows.Length, out var list))
            memberLists[rows.Length] = list = new FeelValue[rows.Length];
        for (var member = 0; member < list.Length; member++)
        {
            if (member == members.Count)
            {
                var fresh = new FeelValue[memberColumns.Length];
                members.Add((fresh, FeelValue.Context(memberShape, fresh)));
            }
            var (values, context) = members[member];
            for (var i = 0; i < values.Length; i++)
                values[i] = ToFeel(of.OfPersons[memberColumns[i]], rows[member], codesOfMember[i]);
            list[member] = context;
        }
        return FeelValue.List(list);
    }

    private FeelValue[] CodesOf(Fact fact)
    {
        if (!codes.TryGetValue(fact, out var values))
            codes[fact] = values = [.. fact.Codes.Select(code => (FeelValue)code)];
        return values;
    }

    /// <summary>A fact as rules see it.</summary>
    /// <param name="codes">For a choice: its codes as values.</param>
    internal static FeelValue ToFeel(FactColumn column, int row, FeelValue[] codes)
    {
        if (column[row] is not { } value)
            return default;
        return column.Fact.Kind switch
        {
            // Fen become yuan exactly.
            FactKind.Money => new FeelNumber(value, -2),
            FactKind.YesNo => value != 0,
            FactKind.Choice => codes[(int)value],
            FactKind.Day => DateOnly.FromDayNumber((int)value),
            _ => value,
        };
    }
}
