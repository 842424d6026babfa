using System.Diagnostics.CodeAnalysis;
using Parlance.Domain.Users;

namespace Parlance.Domain.Masks;

/// <summary>A ban (placeholder until the full rules land).</summary>
public sealed class BanMask
{
    private readonly HostMask _mask;
    private BanMask(HostMask mask) => _mask = mask;
    public bool IsMute => false;
    public static bool TryParse(string text, [NotNullWhen(true)] out BanMask? mask)
    {
        mask = HostMask.TryParse(text, out var hosts) ? new(hosts) : null;
        return mask is not null;
    }

    public bool Matches(User user) => _mask.Matches(BanSubject.Of(user));
    public override string ToString() => _mask.ToString();
}
