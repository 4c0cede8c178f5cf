insert into period_threshold (period, voice, minimum, detail) values (@period, @voice, @minimum, @detail)
on conflict (period, voice) do update set
    minimum = case when excluded.minimum > period_threshold.minimum then excluded.minimum else period_threshold.minimum end,
    detail = case when excluded.detail > period_threshold.detail then excluded.detail else period_threshold.detail end
