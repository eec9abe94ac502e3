using System.Linq;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Tests.Users.SigningIn;

/// <summary>Whom an office's own sign-in service knows.</summary>
public class LinkUserTests
{
    private const string Service = "https://login.example.cn/", Other = "https://elsewhere.example.cn/";

    private static int Refused(ExampleOffice office, string issuer, string subject) => ExampleOffice.Refused(() => new SignInWithLink(issuer, subject, false, office.Desk).Run(office.Registry));

    [Theory, EachDatabase]
    public void Only_whom_the_administrator_linked_signs_in_by_it(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        Assert.Equal(7212, Refused(office, Service, "gul"));
        new LinkUser("gul", Service, "0192").Run(office.Registry, office.Admin);
        Assert.Equal("gul", office.Session(new SignInWithLink(Service, "0192", false, office.Desk).Run(office.Registry)).Name);
        Assert.Equal(7212, Refused(office, Other, "0192"));
        Assert.Equal(7212, Refused(office, Service, "019"));
        Assert.Equal(7214, ExampleOffice.Refused(() => new LinkUser("team", Service, "0192").Run(office.Registry, office.Admin)));
        Assert.Equal(7001, ExampleOffice.Refused(() => new LinkUser("team", Service, "1").Run(office.Registry, Actor.Nobody)));

        LinkUser.Undo(office.Registry, office.Admin, "gul");
        Assert.Equal(7212, Refused(office, Service, "0192"));
    }

    /// <summary>What the service never says of itself would let nobody in, and nobody would learn why.</summary>
    [Theory]
    [InlineData("nonsense", "0192", 7452)]
    [InlineData("http://login.example.cn/", "0192", 7452)]
    [InlineData("https://somebody@login.example.cn/", "0192", 7452)]
    [InlineData("https://login.example.cn/?x=1", "0192", 7452)]
    [InlineData(" https://login.example.cn/", "0192", 7452)]
    [InlineData(Service, "", 7453)]
    [InlineData(Service, " 0192", 7453)]
    public void An_issuer_is_an_https_address_and_a_subject_is_something(string issuer, string subject, int refused)
    {
        using var office = new ExampleOffice(DatabaseKind.Sqlite);
        Assert.Equal(refused, ExampleOffice.Refused(() => new LinkUser("gul", issuer, subject).Run(office.Registry, office.Admin)));
        new LinkUser("gul", "http://127.0.0.1:8080/", "0192").Run(office.Registry, office.Admin);
    }

    [Theory, EachDatabase]
    public void The_second_factor_is_asked_for_unless_the_service_asked_for_more_than_a_password(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        new LinkUser("gul", Service, "0192").Run(office.Registry, office.Admin);
        office.AddApp();
        StillNeeded After(bool isSecondPassed) => SecondFactor.StillNeeded(office.Registry, office.Session(new SignInWithLink(Service, "0192", isSecondPassed, office.Desk).Run(office.Registry)), Actor.Nobody);
        Assert.Equal([StillNeeded.SecondFactor, StillNeeded.Nothing], new[] { After(false), After(true) });
    }

    [Theory, EachDatabase]
    public void A_link_that_somebody_wrote_without_the_keys_lets_nobody_in_and_verify_names_it(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        new LinkUser("team", Service, "0192").Run(office.Registry, office.Admin);
        using (var writer = office.Registry.Database.OpenWriter())
        {
            writer.Execute("UPDATE sign_in_link SET user_id = (SELECT id FROM app_user WHERE name = 'admin')");
            writer.Execute("UPDATE sign_in_event SET actor = 'gul' WHERE event = 'Linked'");
            writer.Commit();
        }
        Assert.Equal(7212, Refused(office, Service, "0192"));
        Assert.Equal(2, Verify.Run(office.Registry, Actor.Operator("auditor")).Count());
    }
}
