using System.Net;
using Parlance.Domain.Users;

namespace Parlance.Domain.Bans;

/// <summary>What bans look at in a person.</summary>
/// <param name="Ident">The ident.</param>
/// <param name="Host">The host others see.</param>
/// <param name="RealHost">The host behind it, which is the address as text where there is no name.</param>
/// <param name="CloakedHost">The cloak, in use or not; empty: none.</param>
/// <param name="Address">The address; null: it has none.</param>
/// <param name="RealName">The real name.</param>
public readonly record struct BanSubject(string Ident, string Host, string RealHost, string CloakedHost, IPAddress? Address, string RealName)
{
    public static BanSubject Of(User user) => new(user.Ident, user.Host, user.RealHost, user.CloakedHost, AddressOf(user.Address), user.RealName);

    public static BanSubject Of(UserConnected user) => new(user.Ident, user.Host, user.RealHost, user.CloakedHost, AddressOf(user.Address), user.RealName);

    private static IPAddress? AddressOf(string text) => IPAddress.TryParse(text, out var address) ? address : null;
}
