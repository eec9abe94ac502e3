using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Identity;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>A user as the framework's passkey handler knows them.</summary>
internal sealed record PasskeyOwner(long UserId, string Name);

/// <summary>What the handler keeps of a passkey.</summary>
internal sealed record PasskeyContent(byte[] PublicKey, DateTimeOffset MadeAt, uint Count, string[]? Transports, bool IsVerified, bool MayBeCopied, bool IsCopied, byte[] Attestation, byte[] ClientData)
{
    public static string Write(UserPasskeyInfo passkey) => JsonSerializer.Serialize(new PasskeyContent(passkey.PublicKey, passkey.CreatedAt, passkey.SignCount, passkey.Transports, passkey.IsUserVerified, passkey.IsBackupEligible,
        passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson));

    public static UserPasskeyInfo Read(Passkey passkey)
    {
        var content = JsonSerializer.Deserialize<PasskeyContent>(passkey.Content)!;
        return new UserPasskeyInfo(passkey.Credential, content.PublicKey, content.MadeAt, content.Count, content.Transports, content.IsVerified, content.MayBeCopied, content.IsCopied, content.Attestation, content.ClientData);
    }
}

/// <summary>Passkeys as the framework's handler looks them up. It writes nothing: that is an act of ours.</summary>
internal sealed class PasskeyStore(Visitors visitors, ReadingThreads reading) : IUserPasskeyStore<PasskeyOwner>
{
    private Registry Registry => visitors.Registry;

    /// <param name="userId">What the device calls the user.</param>
    public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(Registry.Database.Secrets.TryReadPublicId(userId, out var office, out var id) && office == 0 ? new PasskeyOwner(id, "") : null);

    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(Registry.Database.Secrets.PublicId(0, user.UserId));

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        reading.Run<IList<UserPasskeyInfo>>(() => [.. Passkey.Of(Registry, user.UserId).Select(PasskeyContent.Read)], cancellationToken);

    public Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => reading.Run(() => Passkey.Find(Registry, credentialId) is { } found ? new PasskeyOwner(found.UserId, "") : null, cancellationToken);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        reading.Run(() => Passkey.Find(Registry, credentialId) is { } found && found.UserId == user.UserId ? PasskeyContent.Read(found) : null, cancellationToken);

    public void Dispose()
    {
    }

    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();
}
