insert into part_input (measure, inputs, part) values (@measure, @inputs, @part) on conflict do nothing
