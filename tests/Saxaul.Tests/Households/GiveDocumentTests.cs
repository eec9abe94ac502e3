using System;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Xunit;

namespace Saxaul.Tests.Households;

public class GiveDocumentTests
{
    private static readonly DateOnly June = new(2020, 6, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_whole_number_settles_the_question_and_tells_sex_and_birth_date(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new PersonKey(example.County, example.Person(example.Family, "艾力"));
        var number = InventedNumbers.Of(new DateOnly(2001, 5, 6), 133);
        new GiveDocument(son, number.ToLowerInvariant().Insert(6, " "), June).Run(example.Registry, ExampleCounties.Official);
        var member = example.Read(example.Family, June).Members.Single(one => one.PersonId == son.Id);
        Assert.Equal((number, "resident", true), (member.Person.Number!, member.Person.DocumentKind, member.Person.NumberVerified));
        Assert.Equal(["missing_number"], example.Findings());
    }

    [Theory, EachDatabase]
    public void A_disability_certificate_is_known_by_the_resident_number_in_it(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new PersonKey(example.County, example.Person(example.Family, "艾力"));
        var number = InventedNumbers.Of(new DateOnly(2001, 5, 6), 133);
        new GiveDocument(son, number + "42B1", June).Run(example.Registry, ExampleCounties.Official);
        var person = example.Read(example.Family, June).Members.Single(one => one.PersonId == son.Id).Person;
        Assert.Equal((number, "disability", true), (person.Number!, person.DocumentKind, person.NumberVerified));
    }

    [Theory, EachDatabase]
    public void An_old_number_of_15_digits_is_kept_and_not_taken_for_checked(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var old = new PersonKey(example.County, example.Person(example.Alone, "买买提"));
        new GiveDocument(old, "999001500101003", June).Run(example.Registry, ExampleCounties.Official);
        var person = example.Read(example.Alone, June).Members.Single().Person;
        Assert.Equal(("999001500101003", "resident", false), (person.Number!, person.DocumentKind, person.NumberVerified));
        Assert.Equal(["unverified_number"], example.Read(example.Alone, example.Today).Findings.Select(finding => finding.Finding.Kind));
    }

    [Theory, EachDatabase]
    public void A_wrong_check_digit_is_refused_unless_the_document_really_says_so(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var old = new PersonKey(example.County, example.Person(example.Alone, "买买提"));
        int Give(string document) => Refused(() => new GiveDocument(old, document, June).Run(example.Registry, ExampleCounties.Official));
        Assert.Equal(4018, Give("999019196309248932"));
        Assert.Equal(4018, Give(" "));
        new GiveDocument(old, "999019196309248932", June) { AsWritten = true }.Run(example.Registry, ExampleCounties.Official);
        Assert.False(example.Read(example.Alone, June).Members.Single().Person.NumberVerified);
        Assert.Equal(["bad_check_digit"], example.Read(example.Alone, example.Today).Findings.Select(finding => finding.Finding.Kind));
    }

    [Theory, EachDatabase]
    public void A_whole_number_gives_way_to_a_whole_one_only(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var wife = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        int Give(string document, bool asWritten) => Refused(() => new GiveDocument(wife, document, null) { AsWritten = asWritten }.Run(example.Registry, ExampleCounties.Official));
        Assert.Equal((4018, 4079, 4079), (Give("999037196307227960", false), Give("999037196307227960", true), Give("E12345678", false)));
        var right = InventedNumbers.Of(new DateOnly(1963, 7, 22), 132);
        new GiveDocument(wife, right, null).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(right, example.Read(example.Family).Members.Single(member => member.PersonId == wife.Id).Person.Number);
    }

    [Theory, EachDatabase]
    public void A_number_that_somebody_bears_already_opens_a_question_and_merges_nobody(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var old = new PersonKey(example.County, example.Person(example.Alone, "买买提"));
        new GiveDocument(old, ExampleCounties.Kadir, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(["卡德尔·艾尔肯", "古丽", "艾力"], example.Read(example.Family, June).Members.Select(member => member.Person.Name));
        Assert.Equal("买买提", example.Read(example.Alone, June).Members.Single().Person.Name);
        Assert.Equal(2, example.Findings().Count(finding => finding == "listed_twice"));
        Assert.Contains(example.Read(example.Alone, example.Today).Findings, finding => finding.Finding.Kind == "birth_disagrees_with_number");
        Assert.Equal([example.Family], example.Read(example.Alone, June).Members.Single().AlsoIn);
    }

    [Theory, EachDatabase]
    public void Only_who_may_write_in_the_county_gives_documents(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var old = new PersonKey(example.County, example.Person(example.Alone, "买买提"));
        Assert.Equal(7001, Refused(() => new GiveDocument(old, ExampleCounties.Kadir, June).Run(example.Registry, example.OfficialOf(example.OtherCounty))));
        Assert.Equal(4010, Refused(() => new GiveDocument(old with { Id = 987654 }, ExampleCounties.Kadir, June).Run(example.Registry, ExampleCounties.Official)));
    }
}
