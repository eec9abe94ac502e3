using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Saxaul.Areas;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Areas;

public sealed class ResolvePlaceTests : IDisposable
{
    private const string Codes = """
        6529,阿克苏地区
        652901,阿克苏市
        652901100,喀拉塔勒镇
        652901100201,依力克其墩村委会
        652901100202,克孜勒村委会
        652901100203,兰干村委会
        652901101,阿依库勒镇
        652901101201,兰干村委会
        652901101202,英巴格村委会
        652901101203,玉奇玉吉买村村委会
        652901101001,英巴格社区居委会
        652902,库车市
        652902105,牙哈镇
        652902105201,守努特村委会
        652902105202,依力其墩村委会
        652922,温宿县
        652922201,托乎拉乡
        652922201201,兰干村委会
        652922204,博孜墩柯尔克孜族乡
        652922204201,阔什艾日克村委会
        """;

    private readonly TestRegistry test = new(DatabaseKind.Sqlite);
    private readonly ResolvePlace resolve;

    public ResolvePlaceTests()
    {
        test.Import(2020, Codes);
        resolve = new ResolvePlace(test.On(2020));
    }

    public void Dispose() => test.Dispose();

    [Theory]
    [InlineData("克孜勒村委会")]
    [InlineData("克孜勒村民委员会")]
    [InlineData("克孜勒村")]
    [InlineData("克孜勒")]
    [InlineData("　克孜勒 村")]
    [InlineData("喀拉塔勒镇克孜勒村")]
    [InlineData("阿克苏市喀拉塔勒镇克孜勒村委会")]
    [InlineData("652901100202")]
    [InlineData("６５２９０１１００２０２")]
    public void One_village_written_in_many_ways_is_one_village(string written) =>
        Assert.Equal("652901100202", resolve.Of("阿克苏市", "喀拉塔勒镇", written).Village!.Code);

    [Theory]
    [InlineData("玉奇玉吉买村村委会")]
    [InlineData("玉奇玉吉买村村")]
    [InlineData("玉奇玉吉买村委会")]
    [InlineData("玉奇玉吉买村")]
    [InlineData("玉奇玉吉买")]
    public void A_doubled_word_for_village_is_one(string written) =>
        Assert.Equal("652901101203", resolve.Of("阿克苏市", "阿依库勒镇", written).Village!.Code);

    [Theory]
    [InlineData("博孜墩柯尔克孜族乡")]
    [InlineData("博孜墩乡")]
    [InlineData("博孜墩")]
    [InlineData("博孜墩柯尔克孜乡")]
    [InlineData("博孜墩柯尔克孜族乡人民政府")]
    public void A_township_is_known_by_its_long_and_its_spoken_name(string written) =>
        Assert.Equal("652922204201", resolve.Of("温宿县", written, "阔什艾日克村").Village!.Code);

    [Fact]
    public void A_village_that_no_list_knows_is_held_in_its_township_with_the_right_one_suggested_first()
    {
        var place = resolve.Of("阿克苏市", "喀拉塔勒镇", "依里克其墩村");

        Assert.False(place.IsCertain);
        Assert.Equal("652901100", place.Within!.Code);
        Assert.Equal(("依里克其墩村", AreaLevel.Village), (place.Unknown, place.UnknownLevel!.Value));
        Assert.Equal("652901100201", place.Suggestions[0].Place.Code);
        Assert.True(place.Suggestions[0].Likeness < 1);
    }

    [Fact]
    public void Of_villages_of_one_name_the_township_decides_and_without_it_nobody_does()
    {
        Assert.Equal("652901100203", resolve.Of("阿克苏市", "喀拉塔勒镇", "兰干村").Village!.Code);
        Assert.Equal("652901101201", resolve.Of("阿克苏市", "阿依库勒镇", "兰干村").Village!.Code);

        var place = resolve.Of("阿克苏市", null, "兰干村");
        Assert.False(place.IsCertain);
        Assert.Equal("652901", place.Within!.Code);
        Assert.Equal(["652901100203", "652901101201"], place.Suggestions.Select(one => one.Place.Code));
        Assert.Equal("652901100202", resolve.Of("阿克苏市", null, "克孜勒村").Village!.Code);
    }

    [Fact]
    public void A_village_and_a_community_of_one_name_are_two_and_the_bare_name_is_neither()
    {
        Assert.Equal("652901101202", resolve.Of("阿克苏市", "阿依库勒镇", "英巴格村").Village!.Code);
        Assert.Equal("652901101001", resolve.Of("阿克苏市", "阿依库勒镇", "英巴格社区").Village!.Code);

        var place = resolve.Of("阿克苏市", "阿依库勒镇", "英巴格");
        Assert.False(place.IsCertain);
        Assert.Equal(["652901101001", "652901101202"], place.Suggestions.Select(one => one.Place.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_village_of_another_township_is_suggested_and_never_taken()
    {
        var place = resolve.Of("阿克苏市", "阿依库勒镇", "克孜勒村");

        Assert.False(place.IsCertain);
        Assert.Equal("652901101", place.Within!.Code);
        Assert.Equal("652901100202", place.Suggestions[0].Place.Code);
    }

    [Fact]
    public void A_township_that_no_list_knows_holds_the_household_in_its_county()
    {
        var place = resolve.Of("温宿县", "托胡拉乡", "兰干村");

        Assert.Equal(("652922", "托胡拉乡", AreaLevel.Township), (place.Within!.Code, place.Unknown, place.UnknownLevel!.Value));
        Assert.Equal("652922201", place.Suggestions[0].Place.Code);
    }

    [Theory]
    [InlineData("托乎拉镇", "652922201")]
    [InlineData("温宿县托乎拉乡", "652922201")]
    public void A_township_of_another_kind_or_with_its_county_in_front_is_known_in_its_county(string written, string code) =>
        Assert.Equal(code, resolve.Of("温宿县", written, null).Area!.Code);

    [Fact]
    public void A_code_of_another_county_is_not_believed()
    {
        Assert.False(resolve.Of("库车市", null, "652901100202").IsCertain);
        Assert.False(resolve.Of("库车市", "喀拉塔勒镇", null).IsCertain);
    }

    [Fact]
    public void What_a_person_answered_is_remembered_until_it_is_taken_back()
    {
        var (township, village) = (test.Key("652901100"), test.Key("652901100201"));
        new AnswerPlace(township, "依里克其墩村", village, "one character").Run(test.Registry, Editions.Official);

        Assert.Equal("652901100201", new ResolvePlace(test.On(2020)).Of("阿克苏市", "喀拉塔勒镇", "依里克其墩村").Village!.Code);
        Assert.False(new ResolvePlace(test.On(2020)).Of("库车市", "牙哈镇", "依里克其墩村").IsCertain);

        new ForgetPlace(township, "依里克其墩村").Run(test.Registry, Editions.Official);
        Assert.False(new ResolvePlace(test.On(2020)).Of("阿克苏市", "喀拉塔勒镇", "依里克其墩村").IsCertain);
    }

    [Fact]
    public void An_answer_that_cannot_be_is_refused()
    {
        var (township, other, village) = (test.Key("652901100"), test.Key("652901101"), test.Key("652901100201"));
        int Refused(AnswerPlace answer, Saxaul.Users.Actor? actor = null) => Assert.Throws<ProblemException>(() => answer.Run(test.Registry, actor ?? Editions.Official)).Problem.Number;

        Assert.Equal(3020, Refused(new AnswerPlace(township, " ", village)));
        Assert.Equal(3021, Refused(new AnswerPlace(township, "某村", new AreaKey(village.CountyKey, 999))));
        Assert.Equal(3022, Refused(new AnswerPlace(other, "某村", village)));
        Assert.Equal(3023, Refused(new AnswerPlace(township, "克孜勒村委会", village)));
        Assert.Equal(7001, Refused(new AnswerPlace(township, "某村", village), Saxaul.Users.Actor.Nobody));
        Assert.Equal(3024, Assert.Throws<ProblemException>(() => new ForgetPlace(township, "某村").Run(test.Registry, Editions.Official)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => new ForgetPlace(township, "某村").Run(test.Registry, Saxaul.Users.Actor.Nobody)).Problem.Number);
    }

    [Fact]
    public void Nothing_written_is_nothing_known_and_no_writing_breaks_it()
    {
        Assert.False(resolve.Of(null, null, null).IsCertain);
        Assert.Equal("652901", resolve.Of(" 阿克苏市", "", "　").Area!.Code);
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((county, township, village) =>
        {
            var place = resolve.Of(county, township, village);
            Assert.True(place.IsCertain || place.Suggestions.Count <= 5);
        }, iter: 300);
    }

    [Fact]
    public void Every_village_is_found_from_its_own_names_in_every_way_of_writing_them() => AllResolveToThemselves(test.On(2020));

    /// <summary>Also used for the whole lists, where they are at hand.</summary>
    internal static void AllResolveToThemselves(Gazetteer gazetteer)
    {
        var resolve = new ResolvePlace(gazetteer);
        foreach (var village in gazetteer.All.Where(place => place.Level == AreaLevel.Village))
        {
            var (township, county) = (village.Parent!, village.Parent!.Parent!);
            foreach (var written in WaysToWrite(village.Name))
            {
                var found = resolve.Of(county.Name, township.Name, written);
                if (found.IsCertain)
                    Assert.Equal(village, found.Village);
                else
                    // Only where another place is written so too.
                    Assert.Contains(found.Suggestions, one => one.Place == village && one.Likeness == 1);
            }
            Assert.Equal(village, resolve.Of(county.Name, township.Name, village.Code).Village);
        }
    }

    private static IEnumerable<string> WaysToWrite(string name)
    {
        yield return name;
        yield return string.Concat(name.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c));
        yield return " " + name + " ";
        var stem = name.EndsWith("村民委员会", StringComparison.Ordinal) ? name[..^5] : name.EndsWith("村委会", StringComparison.Ordinal) ? name[..^3] : null;
        if (stem is not { Length: > 1 } || stem.EndsWith("社区", StringComparison.Ordinal))
            yield break;
        yield return stem + "村";
        yield return stem + "村委会";
        yield return stem + "村民委员会";
    }
}
