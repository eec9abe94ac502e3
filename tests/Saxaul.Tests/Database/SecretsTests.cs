using System;
using System.IO;
using Saxaul.Database;
using Xunit;

namespace Saxaul.Tests.Database;

public class SecretsTests
{
    private const string Number = "999019196309248931";

    [Fact]
    public void What_is_sealed_opens_again_and_never_looks_the_same_twice()
    {
        using var secrets = new Secrets(KeyRing.Create());
        var first = secrets.Seal(Number);
        var second = secrets.Seal(Number);

        Assert.Equal(Number, secrets.Open(first));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_changed_byte_is_refused_with_a_sentence_and_not_with_wrong_text()
    {
        using var secrets = new Secrets(KeyRing.Create());
        var value = secrets.Seal(Number);
        for (var i = 1; i < value.Length; i++)
        {
            var changed = (byte[])value.Clone();
            changed[i] ^= 1;
            Assert.Equal(6008, Assert.Throws<ProblemException>(() => secrets.Open(changed)).Problem.Number);
        }
    }

    [Fact]
    public void The_same_number_is_found_by_its_hash_and_by_its_last_four_digits()
    {
        using var secrets = new Secrets(KeyRing.Create());

        Assert.Equal(secrets.Hash(Number), secrets.Hash(Number));
        Assert.Equal(secrets.HashLastFour(Number), secrets.HashLastFour("8931"));
        Assert.NotEqual(secrets.Hash("8931"), secrets.HashLastFour("8931"));
        Assert.Null(secrets.HashLastFour("931"));
    }

    [Fact]
    public void Another_installations_key_finds_and_opens_nothing()
    {
        using var ours = new Secrets(KeyRing.Create());
        using var theirs = new Secrets(KeyRing.Create());

        Assert.NotEqual(ours.Hash(Number), theirs.Hash(Number));
        Assert.Throws<ProblemException>(() => theirs.Open(ours.Seal(Number)));
    }

    [Fact]
    public void A_new_key_encrypts_from_now_on_and_the_old_one_still_opens_what_it_sealed()
    {
        var old = KeyRing.Create();
        using var before = new Secrets(old);
        var rotated = old.WithNewKey();
        using var after = new Secrets(rotated);

        Assert.Equal(Number, after.Open(before.Seal(Number)));
        Assert.Equal(before.Hash(Number), after.Hash(Number));
        Assert.Equal(before.PublicId(3, 77), after.PublicId(3, 77));
        Assert.Equal(6007, Assert.Throws<ProblemException>(() => before.Open(after.Seal(Number))).Problem.Number);
    }

    [Fact]
    public void An_address_tells_nothing_of_the_key_behind_it_and_a_made_up_one_leads_nowhere()
    {
        using var secrets = new Secrets(KeyRing.Create());
        var address = secrets.PublicId(3, 77);

        Assert.True(secrets.TryReadPublicId(address, out var county, out var id));
        Assert.Equal((3, 77L), (county, id));
        Assert.NotEqual(address[16..], secrets.PublicId(3, 78)[16..]);
        Assert.False(secrets.TryReadPublicId(new string('0', 32), out _, out _));
        Assert.False(secrets.TryReadPublicId("77", out _, out _));
        Assert.False(secrets.TryReadPublicId(new string('字', 32), out _, out _));
    }

    [Fact]
    public void A_key_file_is_readable_by_its_owner_only_and_never_written_over()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("registry.key");
        KeyRing.Create().Save(file);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Throws<IOException>(() => KeyRing.Create().Save(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1 not-base64")]
    [InlineData("1 c2hvcnQ=")]
    [InlineData("one AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void A_key_file_that_was_edited_is_refused_with_what_to_do(string text) =>
        Assert.Equal(6006, Assert.Throws<ProblemException>(() => KeyRing.Parse(text)).Problem.Number);
}
