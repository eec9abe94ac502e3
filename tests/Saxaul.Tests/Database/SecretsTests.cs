using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using Saxaul.Database;
using Xunit;

namespace Saxaul.Tests.Database;

public class SecretsTests
{
    private const string Number = "999019196309248931";

    [Fact]
    public void What_is_sealed_opens_again_and_never_looks_the_same_twice()
    {
        using var secrets = Secrets.Create();
        var first = secrets.Seal(Number);
        var second = secrets.Seal(Number);

        Assert.Equal(Number, secrets.Open(first));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_changed_byte_is_refused_with_a_sentence_and_not_with_wrong_text()
    {
        using var secrets = Secrets.Create();
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
        using var secrets = Secrets.Create();

        Assert.Equal(secrets.Hash(Number), secrets.Hash(Number));
        Assert.Equal(secrets.HashLastFour(Number), secrets.HashLastFour("8931"));
        Assert.NotEqual(secrets.Hash("8931"), secrets.HashLastFour("8931"));
        Assert.Null(secrets.HashLastFour("931"));
    }

    [Fact]
    public void Another_installations_key_finds_and_opens_nothing()
    {
        using var ours = Secrets.Create();
        using var theirs = Secrets.Create();

        Assert.NotEqual(ours.Hash(Number), theirs.Hash(Number));
        Assert.Throws<ProblemException>(() => theirs.Open(ours.Seal(Number)));
    }

    private static DataKeys With(DataKeys keys, byte number, byte oldestInRows) =>
        new(new Dictionary<byte, byte[]>(keys.Keys) { [number] = RandomNumberGenerator.GetBytes(32) }, oldestInRows);

    [Fact]
    public void A_new_key_encrypts_from_now_on_and_the_old_one_still_opens_what_it_sealed()
    {
        var old = DataKeys.Create();
        using var before = new Secrets(old);
        using var after = new Secrets(With(old, 2, oldestInRows: 1));

        Assert.Equal(Number, after.Open(before.Seal(Number)));
        Assert.Equal(before.Tag(Number), after.Tag(Number));
        Assert.Equal(before.PublicId(3, 77), after.PublicId(3, 77));
        Assert.Equal(6007, Assert.Throws<ProblemException>(() => before.Open(after.Seal(Number))).Problem.Number);
    }

    [Fact]
    public void While_keys_change_somebody_is_looked_for_by_the_hash_of_either_key_and_written_with_the_newest()
    {
        var old = DataKeys.Create();
        using var before = new Secrets(old);
        using var during = new Secrets(With(old, 2, oldestInRows: 1));
        using var after = new Secrets(With(old, 2, oldestInRows: 2));

        Assert.NotEqual(before.Hash(Number), during.Hash(Number));
        Assert.Equal([during.Hash(Number), before.Hash(Number)], during.Hashes(Number));
        Assert.Equal([during.HashLastFour(Number)!, before.HashLastFour(Number)!], during.HashesLastFour(Number));
        Assert.Single(after.Hashes(Number));
        var sought = new SoughtHashes(during);
        sought.Add(Number);
        Assert.Equal(SoughtHashes.Key(during.Hash(Number)), sought.NewestOf(before.Hash(Number)));
        Assert.Equal(2, sought.Asked.Count);
    }

    [Fact]
    public void A_process_never_goes_back_to_keys_that_it_read_before_a_newer_one_was_made()
    {
        var old = DataKeys.Create();
        using var secrets = new Secrets(old);
        var sealedBefore = secrets.Seal(Number);
        var rotated = With(old, 2, oldestInRows: 1);
        secrets.Take(rotated);
        var hash = secrets.Hash(Number);
        secrets.Take(old);

        Assert.Equal(hash, secrets.Hash(Number));
        // What it read into memory under the old key it goes on knowing when that has left the rows, and is gone.
        secrets.Take(new DataKeys(new Dictionary<byte, byte[]> { [0] = old.Keys[0], [2] = rotated.Keys[2] }, 2));
        Assert.Equal(2, secrets.Hashes(Number).Length);
        Assert.Equal(Number, secrets.Open(sealedBefore));
    }

    [Fact]
    public void A_data_key_opens_with_its_own_key_file_under_its_own_number_only()
    {
        var (file, key) = (KeyRing.Create(), RandomNumberGenerator.GetBytes(32));
        var wrapped = file.Wrap(2, key);

        Assert.Equal(key, file.WithNewKey().Unwrap(2, wrapped));
        Assert.Equal(6008, Assert.Throws<ProblemException>(() => file.Unwrap(3, wrapped)).Problem.Number);
        Assert.Equal(6008, Assert.Throws<ProblemException>(() => KeyRing.Create().Unwrap(2, wrapped)).Problem.Number);
        Assert.Equal(6008, Assert.Throws<ProblemException>(() => file.Unwrap(2, wrapped.AsSpan(1))).Problem.Number);
        Assert.Equal(6007, Assert.Throws<ProblemException>(() => file.Unwrap(2, file.WithNewKey().Wrap(2, key))).Problem.Number);
    }

    [Fact]
    public void An_address_tells_nothing_of_the_key_behind_it_and_a_made_up_one_leads_nowhere()
    {
        using var secrets = Secrets.Create();
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
