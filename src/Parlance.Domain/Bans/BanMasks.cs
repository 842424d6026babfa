using Parlance.Domain.Names;

namespace Parlance.Domain.Bans;

/// <summary>The one form in which a mask is kept, so that it is found again however it is typed.</summary>
public static class BanMasks
{
    public static bool TryCanonical(OperBanKind kind, string text, NameRules names, out string mask)
    {
        mask = text;
        switch (kind)
        {
            case OperBanKind.Address:
                if (!Networks.TryParse(text, out var network)) return false;
                mask = Networks.Text(network);
                return true;
            case OperBanKind.User or OperBanKind.Shun or OperBanKind.Exempt:
                if (!UserMask.TryParse(text, out var users)) return false;
                mask = users.ToString();
                return true;
            default:
                if (kind == OperBanKind.Room && text.StartsWith('#')) text = text[1..];
                if (text.Length is 0 or > UserMask.LengthMax || text.Count(c => c == '*') > UserMask.StarsMax || !TextGlob.TryParse(text, out _)) return false;
                if (kind != OperBanKind.RealName && text.AsSpan().ContainsAny(' ', ',')) return false;
                mask = kind == OperBanKind.RealName ? text : names.Fold(text);
                return mask.Length > 0;
        }
    }
}
