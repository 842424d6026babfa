using System.Net;
using Parlance.Domain.Bans;
using Parlance.Engine;
using Parlance.Engine.Security;

namespace Parlance.Web.Security;

/// <summary>The <c>[[oper]]</c> blocks: a block that asks for a client certificate, or for another host or for TLS, does not let anybody in without.</summary>
public sealed class OperatorCallers(Func<Settings> settings) : ICallers
{
    public Task<Candidate?> Find(string name, string address, bool secure, CancellationToken stop)
    {
        var now = settings();
        var block = now.Operators.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.Ordinal));
        if (block is null || block.Password.Length == 0 || block.Fingerprint.Length > 0 || (block.TlsRequired && !secure) || !Admits(block.Hostmask, name, address)) return Task.FromResult<Candidate?>(null);
        var privileges = now.OperatorClasses.FirstOrDefault(one => one.Name == block.Class)?.Privileges ?? [];
        return Task.FromResult<Candidate?>(new(new(block.Name, block.Class, address, privileges), block.Password, PasswordVerifier.IsVerifier(block.Password), given => PasswordVerifier.Matches(block.Password, given)));
    }

    public Task<Caller?> FindToken(string token, string address, CancellationToken stop) => Task.FromResult<Caller?>(null);

    private static bool Admits(string hostmask, string name, string address) =>
        hostmask == "*@*" || (UserMask.TryParse(hostmask, out var mask) && mask.Matches(new BanSubject(name, address, address, "", IPAddress.TryParse(address, out var ip) ? ip : null, "")));
}
