using System;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

/// <summary>The first administrator is made on the command line; then every command is somebody's.</summary>
public sealed class UsersCommandTests : IDisposable
{
    private readonly TestDatabase database = new(DatabaseKind.Sqlite);
    private readonly SaxaulProcess saxaul;

    private const string Roster = """
        县,乡镇,行政村,户编号,姓名,与户主关系,证件号码
        库车市,牙哈镇,玉奇玉吉买村,1,卡德尔,户主,999019196309248931
        """;

    public UsersCommandTests()
    {
        saxaul = new SaxaulProcess(database);
        Assert.Equal(0, saxaul.Run("areas", "import", Write("areas.csv", TwoCounties.Areas), "--edition", "2020").ExitCode);
    }

    private string Write(string name, string text)
    {
        System.IO.File.WriteAllText(database.File(name), text);
        return database.File(name);
    }

    [Fact]
    public void The_first_user_is_an_administrator_who_gives_colleagues_their_roles_and_sees_no_household()
    {
        Assert.Contains("7021", saxaul.Run("users", "add", "county").Error, StringComparison.Ordinal);
        Assert.Equal(0, saxaul.Run("users", "add", "admin", "--administrator").ExitCode);
        Assert.Contains("7020", saxaul.Run("users").Error, StringComparison.Ordinal);
        Assert.Contains("7012", saxaul.Run("users", "--as", "somebody").Error, StringComparison.Ordinal);
        Assert.Equal(0, saxaul.Run("users", "add", "county", "--full-name", "县乡村振兴局", "--as", "admin").ExitCode);
        Assert.Equal(0, saxaul.Run("users", "give", "county", "county", "--area", "652902", "--reason", "分工", "--as", "admin").ExitCode);
        Assert.Contains("7015", saxaul.Run("users", "give", "admin", "county", "--area", "652902", "--reason", "想看", "--as", "admin").Error, StringComparison.Ordinal);

        var roster = Write("652902-户信息.csv", Roster);
        Assert.Contains("7001", saxaul.Run("import", roster, "--on", "2020-04-01", "--as", "admin").Error, StringComparison.Ordinal);
        Assert.Equal(0, saxaul.Run("import", roster, "--on", "2020-04-01", "--as", "county").ExitCode);
        Assert.Equal(0, saxaul.Run("verify", "--as", "admin").ExitCode);
        Assert.Contains("7001", saxaul.Run("users", "--as", "county").Error, StringComparison.Ordinal);

        var listed = saxaul.Run("users", "--as", "admin").Output;
        Assert.Contains("county  县乡村振兴局", listed, StringComparison.Ordinal);
        Assert.Contains("administrator  全部 everywhere", listed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_is_given_for_some_days_to_who_stands_in_and_taken_again()
    {
        saxaul.Run("users", "add", "admin", "--administrator");
        saxaul.Run("users", "add", "team", "--as", "admin");
        saxaul.Run("users", "add", "colleague", "--as", "admin");
        Assert.Equal(0, saxaul.Run("users", "give", "team", "village_team", "--area", "652902105208", "--reason", "驻村", "--as", "admin").ExitCode);
        var last = DateTime.UtcNow.AddHours(8).AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Ran StandIn(string until) => saxaul.Run("users", "give", "colleague", "village_team", "--area", "652902105208", "--stands-in-for", "team", "--until", until, "--reason", "代班", "--as", "admin");
        Assert.Contains("7451", StandIn("2999-12-31").Error, StringComparison.Ordinal);
        Assert.Equal(0, StandIn(last).ExitCode);
        var listed = saxaul.Run("users", "--as", "admin").Output;
        Assert.Contains("– " + last, listed, StringComparison.Ordinal);
        Assert.Contains("for team", listed, StringComparison.Ordinal);

        Assert.Contains("7018", saxaul.Run("users", "take", "99999", "--reason", "没有", "--as", "admin").Error, StringComparison.Ordinal);
        Assert.Contains("7019", saxaul.Run("users", "end", "admin", "--reason", "走了", "--as", "admin").Error, StringComparison.Ordinal);
        Assert.Equal(0, saxaul.Run("users", "end", "team", "--reason", "调走", "--as", "admin").ExitCode);
        listed = saxaul.Run("users", "--as", "admin").Output;
        Assert.DoesNotContain("\nteam", listed, StringComparison.Ordinal);
        Assert.Contains("in force no more", listed, StringComparison.Ordinal);
        Assert.Contains("\nteam  停用 ended", saxaul.Run("users", "--all", "--as", "admin").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_caseworker_is_given_households_one_by_one_and_a_department_its_list()
    {
        saxaul.Run("import", Write("652902-户信息.csv", Roster), "--on", "2020-04-01");
        saxaul.Run("users", "add", "admin", "--administrator");
        saxaul.Run("users", "add", "caseworker", "--as", "admin");
        saxaul.Run("users", "add", "medical", "--as", "admin");
        Ran Give(params string[] given) => saxaul.Run(["users", "give", .. given, "--area", "652902", "--reason", "分工", "--as", "admin"]);

        Assert.Contains("7250", Give("caseworker", "caseworker").Error, StringComparison.Ordinal);
        Assert.Contains("7252", Give("caseworker", "caseworker", "--household", "2").Error, StringComparison.Ordinal);
        Assert.Equal(0, Give("caseworker", "caseworker", "--household", "1").ExitCode);
        Assert.Contains("7251", Give("medical", "department", "--list", "roster").Error, StringComparison.Ordinal);
        Assert.Equal(0, Give("medical", "department", "--list", "medical_costs").ExitCode);
        var listed = saxaul.Run("users", "--as", "admin").Output;
        Assert.Contains("库车市 1 ", listed, StringComparison.Ordinal);
        Assert.Contains("库车市 医保自付费用名单", listed, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_looks_after_users_invites_them_and_links_them_to_the_office_s_service()
    {
        saxaul.Run("users", "add", "admin", "--administrator");
        var invited = saxaul.Run("users", "invite", "admin", "--as", "admin");
        Assert.Matches("^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$", invited.Output.Trim());
        Assert.DoesNotContain(invited.Output.Trim(), invited.Error, StringComparison.Ordinal);
        Assert.Contains("7012", saxaul.Run("users", "invite", "nobody", "--as", "admin").Error, StringComparison.Ordinal);
        Assert.Equal(0, saxaul.Run("users", "link", "admin", "--issuer", "https://login.example.cn/", "--subject", "0192", "--as", "admin").ExitCode);
        Assert.Contains("7214", saxaul.Run("users", "link", "admin", "--issuer", "https://login.example.cn/", "--subject", "0192", "--as", "admin").Error, StringComparison.Ordinal);
        Assert.Equal(0, saxaul.Run("users", "unlink", "admin", "--as", "admin").ExitCode);
        Assert.Equal(0, saxaul.Run("verify", "--as", "admin").ExitCode);
    }

    public void Dispose() => database.Dispose();
}
