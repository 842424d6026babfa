using Parlance.Domain;
using Parlance.Domain.Users;

namespace Parlance.Engine.Words;

/// <summary>What each user wants to hear, whichever of their sessions said so. Most never say: they have none.</summary>
public sealed class Privacies
{
    private readonly Dictionary<Uid, Privacy> _byUser = [];

    public Privacy? Of(User user) => _byUser.Count == 0 ? null : _byUser.GetValueOrDefault(user.Uid);

    /// <summary>The same, made when it is first needed.</summary>
    public Privacy Own(User user)
    {
        if (!_byUser.TryGetValue(user.Uid, out var privacy)) _byUser.Add(user.Uid, privacy = new());
        return privacy;
    }

    public void Forget(User user) => _byUser.Remove(user.Uid);
}
