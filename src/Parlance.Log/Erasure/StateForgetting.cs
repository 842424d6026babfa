using System.Reflection;
using Parlance.Domain;
using Parlance.Domain.Users;

namespace Parlance.Log;

/// <summary>Takes from a kept state what it has of people who were connected at that moment: what a replay without their keys would have is left.</summary>
internal static class StateForgetting
{
    /// <summary>The words of a connection that are sealed in its event, by the names they have on the user too.</summary>
    private static readonly string[] s_personal =
        [.. typeof(UserConnected).GetProperties().Where(property => property.IsDefined(typeof(PersonalAttribute))).Select(property => property.Name), nameof(User.Away), nameof(User.Metadata)];

    public static void Forget(NodeState state, IReadOnlyList<Uid> users)
    {
        var fields = StatePlans.Shared.Of(typeof(User)).Fields;
        foreach (var uid in users)
        {
            if (!state.Users.TryGet(uid, out var user)) continue;
            foreach (var field in fields.Where(field => s_personal.Contains(NameOf(field.Field))))
                field.Field.SetValue(user, IsNullable(field.Field) ? null : "");
            foreach (var session in user.Sessions) typeof(UserSession).GetProperty(nameof(UserSession.Presence))!.SetValue(session, null);
        }
    }

    private static string NameOf(FieldInfo field) => field.Name.Trim('<').Split('>')[0];

    private static bool IsNullable(FieldInfo field) => typeof(User).GetProperty(NameOf(field)) is { } property && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
}
