using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Saxaul.Registers;

namespace Saxaul.Facts;

/// <summary>Which facts there are, as the definitions in force say: every field, sum or presence that names a fact, and what the registry itself knows.</summary>
public sealed class FactShape
{
    public const string Age = "age";
    public const string Sex = "sex";

    /// <summary>More codes than a byte holds, less one for "unknown".</summary>
    private const int MostCodes = 254;

    private FactShape(IReadOnlyList<Fact> household, IReadOnlyList<Fact> member)
    {
        Household = household;
        Member = member;
        Fingerprint = FingerprintOf(household.Concat(member));
    }

    /// <summary>The facts of a household, in the order of its columns.</summary>
    public IReadOnlyList<Fact> Household { get; }

    /// <summary>The facts of a member, in the order of its columns.</summary>
    public IReadOnlyList<Fact> Member { get; }

    /// <summary>Differs as soon as a column, its place or a code's place differs: stored columns of another shape are not read.</summary>
    public string Fingerprint { get; }

    /// <summary>The place of a household's fact, or -1.</summary>
    public int HouseholdIndex(string name) => IndexOf(Household, name);

    /// <summary>The place of a member's fact, or -1.</summary>
    public int MemberIndex(string name) => IndexOf(Member, name);

    /// <summary>Reads the facts off the definitions.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.FactImpossible"/></exception>
    public static FactShape Of(IEnumerable<RegisterDefinition> registers)
    {
        var household = new List<Fact>();
        var member = new List<Fact>
        {
            new(Age, FactAbout.Member, FactKind.Integer, [], new Labels { ["zh"] = "年龄", ["en"] = "Age" }),
            new(Sex, FactAbout.Member, FactKind.Choice, ["male", "female"], new Labels { ["zh"] = "性别", ["en"] = "Sex" }),
        };
        foreach (var fact in registers.OrderBy(register => register.Register, StringComparer.Ordinal).SelectMany(FactsOf))
        {
            // A member's facts are read through the member (m.schooling), so a household's fact may have the same name.
            var facts = fact.About == FactAbout.Household ? household : member;
            if (facts.Exists(other => other.Name == fact.Name))
                throw Impossible(fact, "另一个字段已经用了这个事实名，请换一个。", "another field already has this fact name; choose another.");
            facts.Add(fact);
        }
        return new FactShape(household, member);
    }

    private static IEnumerable<Fact> FactsOf(RegisterDefinition register)
    {
        var about = register.BelongsTo == Owner.Person ? FactAbout.Member : FactAbout.Household;
        if (register.Presence is { } presence)
            yield return new Fact(presence.Fact, about, FactKind.YesNo, [], register.Labels) { Register = register };
        foreach (var field in register.Fields)
        {
            if (field.Fact is not null)
                yield return FieldFact(register, field, about);
        }
        if (register.Spread is null)
            yield break;
        foreach (var item in register.Field(register.Spread.By).Choices.Where(item => item.Fact is not null))
        {
            var sum = new Fact(item.Fact!, about, FactKind.Money, [], item.Labels) { Register = register, Item = item };
            if (register.BelongsTo != Owner.Household || !PeriodSums.CanSum(register))
                throw Impossible(sum, "只有按户记、写明口径和期间的台账才能求和。", "only a register of households whose entries say basis and period can be summed.");
            yield return sum;
        }
    }

    private static Fact FieldFact(RegisterDefinition register, FieldDefinition field, FactAbout about)
    {
        var fact = new Fact(field.Fact!, about, KindOf(field.Type), field.Type == FieldType.Choice ? [.. field.Choices.Select(choice => choice.Code)] : [], field.Labels) { Register = register, Field = field };
        if (field.Type == FieldType.Text)
            throw Impossible(fact, "文字字段不能作为规则的事实，请改用选项。", "a text cannot be a fact for rules; make it a choice.");
        if (register.Many || register.BelongsTo == Owner.Area)
            throw Impossible(fact, "一户（人）可有多条记录的台账，须用 spread 求和或用 presence。", "a register with many entries, or of areas, gives facts by spread or presence.");
        if (fact.Codes.Count > MostCodes)
            throw Impossible(fact, "选项太多（最多 254 个）。", "it has too many choices (254 at most).");
        return fact;
    }

    private static FactKind KindOf(FieldType type) => type switch
    {
        FieldType.Money => FactKind.Money,
        FieldType.Day => FactKind.Day,
        FieldType.YesNo => FactKind.YesNo,
        FieldType.Choice => FactKind.Choice,
        _ => FactKind.Integer,
    };

    private static ProblemException Impossible(Fact fact, string zh, string en) => new(Problem.FactImpossible(fact.Register!.Register, fact.Name, zh, en));

    private static int IndexOf(IReadOnlyList<Fact> facts, string name)
    {
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts[i].Name == name)
                return i;
        }
        return -1;
    }

    private static string FingerprintOf(IEnumerable<Fact> facts)
    {
        // The version of the stored form comes first: a program that stores columns otherwise does not read the old ones.
        var text = new StringBuilder("1\n");
        foreach (var fact in facts)
            text.Append(CultureInfo.InvariantCulture, $"{fact.About} {fact.Name} {fact.Kind} {string.Join(',', fact.Codes)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
