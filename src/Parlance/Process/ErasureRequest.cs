using System.Text.Json;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Process;

/// <summary>Whom to erase: a guest by id, or an account by name or id.</summary>
internal sealed record ErasureRequest(Uid? User, string? Account)
{
    /// <exception cref="StoreException">It names nobody.</exception>
    public static ErasureRequest From(JsonElement arguments)
    {
        if (arguments.TryGetProperty("account", out var account) && account.ValueKind == JsonValueKind.String) return new(null, account.GetString());
        if (arguments.TryGetProperty("user", out var user) && user.ValueKind == JsonValueKind.String && Uid.TryParse(user.GetString(), out var uid)) return new(uid, null);
        throw new StoreException("A request to erase names a user by id, or an account.");
    }

    /// <summary>All that the log has of them.</summary>
    /// <exception cref="StoreException">Nobody is that, or the log cannot be read.</exception>
    public ErasurePlan Plan(string folder)
    {
        using var search = ErasureSearch.In(folder, ServerEvents.Codec());
        if (User is { } uid) return search.User(uid);

        using var log = StateReplay.Open(folder, ServerEvents.Codec());
        return search.Account(log.Names.TryNick(Account!, Account!.Length, out _, out var folded) ? folded : Account);
    }
}
